package io.puypuy.api.sql;

import io.puypuy.api.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the server is and how to log in.
 *
 * @param unixSocket path of its socket; empty for TCP
 * @param timeout for the whole conversation of a run
 * @param caFile certificates (PEM) to trust instead of the system's; empty for these
 */
public record ServerSettings(
        String host,
        int port,
        String unixSocket,
        String user,
        Optional<String> password,
        boolean tls,
        boolean tlsVerify,
        String caFile,
        Duration timeout) {
    // A name, or an address of either version: nothing that has a meaning in the driver's address.
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");
    private static final int MAX_PORT = 65_535;

    public static ServerSettings from(Settings settings, int defaultPort) {
        String host = settings.text("host", "127.0.0.1");
        if (!HOST.matcher(host).matches()) {
            settings.fault("host", "not a host", "write a name or an address, and the port into \"port\"");
        }
        return new ServerSettings(
                host,
                (int) settings.integer("port", defaultPort, 1, MAX_PORT),
                settings.text("unix_socket", ""),
                settings.text("user", "netangels"),
                settings.secret("pass"),
                settings.truth("tls", false),
                settings.truth("tls_verify", true),
                settings.text("ca_file", ""),
                settings.duration("timeout", Duration.ofSeconds(3)));
    }

    /** The server as in messages. */
    public String target() {
        return unixSocket.isEmpty() ? host + ":" + port : unixSocket;
    }

    /** Whether nobody can listen between here and the server. */
    public boolean isPrivate() {
        return tls
                || !unixSocket.isEmpty()
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("::1");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + target();
    }
}
