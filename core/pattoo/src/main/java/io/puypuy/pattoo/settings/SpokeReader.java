package io.puypuy.pattoo.settings;

import io.puypuy.http.Listening;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the section of the spoke. Used by one thread. */
final class SpokeReader {
    private static final int PORT = 5000;
    private static final int THREADS = 16;
    private static final int CONNECTIONS = 512;

    SpokeSettings read(AgentReader reader) {
        YamlSection section = reader.own();
        InetAddress address = address(section, section.oneOf("ip_listen_address", "listen_address"), "0.0.0.0");
        String portKey = section.oneOf("ip_bind_port", "bind_port");
        int port = (int) section.integer(portKey, PORT, 1, Endpoint.MAX_PORT);
        Listening listening = new Listening(
                "spoke",
                address,
                port,
                tls(reader, section),
                THREADS,
                CONNECTIONS,
                "set ip_bind_port in " + section.file());
        Optional<String> apiKey = section.requestKey("api_key");
        AgentSettings agent = reader.agent();
        return new SpokeSettings(agent, listening, apiKey);
    }

    private static Optional<Listening.Tls> tls(AgentReader reader, YamlSection section) {
        Optional<Path> certificate = reader.file(section, "tls_certificate");
        Optional<Path> key = reader.file(section, "tls_key");
        Optional<Path> clientCa = reader.file(section, "tls_client_ca");
        if (certificate.isPresent() && key.isPresent()) {
            return Optional.of(new Listening.Tls(certificate.get(), key.get(), clientCa));
        }
        if (certificate.isPresent() || key.isPresent()) {
            section.fault(
                    certificate.isPresent() ? "tls_key" : "tls_certificate",
                    "empty although " + (certificate.isPresent() ? "tls_certificate" : "tls_key") + " is set",
                    "set both or neither");
        } else if (clientCa.isPresent()) {
            section.fault("tls_client_ca", "needs TLS", "set tls_certificate and tls_key too");
        }
        return Optional.empty();
    }

    /** An address of this machine to listen on. */
    static InetAddress address(YamlSection section, String key, String defaultAddress) {
        String text = section.text(key, defaultAddress);
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        try {
            return InetAddress.getByName(bare);
        } catch (UnknownHostException unknown) {
            section.fault(
                    key, "not an address", "write one of this machine, such as 127.0.0.1, 0.0.0.0 or, quoted, \"0::\"");
            return InetAddress.getLoopbackAddress();
        }
    }
}
