package io.puypuy.pattoo.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The server that takes documents.
 *
 * @param receive address without the agent id: {@code http://localhost:20201/pattoo/api/v1/agent/receive}
 * @param apiKey what our server may ask for; empty for pattoo's own
 * @param tlsVerify whether its certificate and name must be right
 * @param caFile certificates (PEM) to trust beside the system's
 * @param timeout for a whole exchange
 */
public record ReceiverSettings(
        URI receive, Optional<String> apiKey, boolean tlsVerify, Optional<Path> caFile, Duration timeout) {
    /** Without the key. */
    @Override
    public String toString() {
        return "ReceiverSettings[" + receive + "]";
    }
}
