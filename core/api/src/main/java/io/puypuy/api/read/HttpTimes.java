package io.puypuy.api.read;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an exchange besides its reply.
 *
 * @param connect from the search for the name to the end of the TLS handshake; empty if a connection was open already
 * @param firstByte from the beginning to the first byte of the reply
 * @param whole from the beginning to the last byte of the reply
 * @param certificateEnd when the server's certificate ends to be valid; empty without TLS
 */
public record HttpTimes(
        Optional<Duration> connect, Duration firstByte, Duration whole, Optional<Instant> certificateEnd) {
    /** Of a reply that did not come over a network. */
    public static final HttpTimes NONE =
            new HttpTimes(Optional.empty(), Duration.ZERO, Duration.ZERO, Optional.empty());
}
