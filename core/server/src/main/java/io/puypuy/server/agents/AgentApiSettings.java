package io.puypuy.server.agents;

import io.puypuy.api.Settings;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.Listening;
import io.puypuy.http.ListeningKeys;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where agents of pattoo post to, and who may: the keys {@code agents} and {@code agent_…} of the section {@code [Server]}.
 *
 * @param access who may post; somebody must be named if the address is not a loopback one
 * @param insisted whether the settings name the port, so that another one's having it is a fault
 */
public record AgentApiSettings(InetAddress address, int port, boolean insisted, Access access, IntakeLimits limits) {
    /** As pattoo's own. */
    public static final int DEFAULT_PORT = 20201;

    /** Slow clients take a thread each, and their bytes are bounded apart from that. */
    private static final int THREADS = 48;

    private static final int CONNECTIONS = 1_024;

    /**
     * Who may post.
     *
     * @param tls HTTPS, and whose certificates are asked for
     * @param apiKey what a request must bring
     */
    public record Access(Optional<Listening.Tls> tls, Optional<String> apiKey, AllowedAddresses allowed) {
        /** Everybody who can reach it. */
        public static final Access OPEN = new Access(Optional.empty(), Optional.empty(), AllowedAddresses.EVERYBODY);

        boolean isOpen() {
            return apiKey.isEmpty()
                    && allowed.isEverybody()
                    && tls.flatMap(Listening.Tls::clientCa).isEmpty();
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Access[" + tls + ", " + allowed + "]";
        }
    }

    public AgentApiSettings {
        if (!address.isLoopbackAddress() && access.isOpen()) {
            throw new IllegalArgumentException("others can reach " + address.getHostAddress() + ", and all may post");
        }
    }

    /** On the loopback, for everybody there. */
    public static AgentApiSettings local(int port, IntakeLimits limits) {
        return new AgentApiSettings(InetAddress.getLoopbackAddress(), port, true, Access.OPEN, limits);
    }

    /**
     * Reads the keys; empty if agents are switched off.
     *
     * @param server the section {@code [Server]}
     * @param home folder in which relative paths begin
     */
    public static Optional<AgentApiSettings> from(Settings server, Path home) {
        boolean wanted = server.truth("agents", true);
        InetAddress address =
                ListeningKeys.address(server, "agent_address", server.text("agent_address", ListeningKeys.LOOPBACK));
        int port = (int) server.integer("agent_port", DEFAULT_PORT, 0, ListeningKeys.MAX_PORT);
        Access access = new Access(
                ListeningKeys.tls(server, "agent_", home),
                ListeningKeys.apiKey(server, "agent_apikey"),
                ListeningKeys.allowed(server, "agent_allowedip"));
        IntakeLimits limits = IntakeLimits.from(server);
        if (!wanted) {
            return Optional.empty();
        }
        if (!address.isLoopbackAddress() && access.isOpen()) {
            server.fault(
                    "agent_address",
                    "others can reach this address, and neither agent_apikey, agent_tls_client_ca nor agent_allowedip is set",
                    "set one of them (agent_allowedip = 0.0.0.0/0, ::/0 for everybody), or listen on "
                            + ListeningKeys.LOOPBACK);
            address = InetAddress.getLoopbackAddress();
        }
        return Optional.of(new AgentApiSettings(address, port, server.has("agent_port"), access, limits));
    }

    /** How it listens. */
    Listening listening() {
        return new Listening(
                "agents",
                address,
                port,
                access.tls(),
                THREADS,
                CONNECTIONS,
                "choose another one in [Server] agent_port, or write agents = no");
    }
}
