package io.puypuy.api.backend;

import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a backend connects to, for {@code bin/puypuy backend check}.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param tls what is asked of the server's certificate; empty without TLS
 */
public record Endpoint(String host, int port, Optional<Tls> tls) {
    /**
     * What is asked of the certificate.
     *
     * @param verify whether the server's certificate and name must be right
     * @param caFile certificates (PEM) to trust beside the system's
     */
    public record Tls(boolean verify, Optional<Path> caFile) {}

    /** Where this request goes to. */
    public static Endpoint of(HttpRequest request) {
        ServerAddress server = ServerAddress.of(request.address()).orElseThrow();
        boolean secure = "https".equalsIgnoreCase(request.address().getScheme());
        return new Endpoint(
                server.host(),
                server.port(),
                secure ? Optional.of(new Tls(request.tlsVerify(), request.caFile())) : Optional.empty());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
