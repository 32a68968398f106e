package io.puypuy.api.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;

/** One question and one answer over TCP or a Unix socket. Thread-safe. */
public interface Sockets {
    /** Where to connect to. */
    sealed interface Peer {
        /** A TCP server; {@code tls} with verified certificate and name. */
        record Tcp(String host, int port, boolean tls) implements Peer {
            @Override
            public String toString() {
                return host + ":" + port;
            }
        }

        /** A stream socket in the file system. */
        record Unix(Path path) implements Peer {
            @Override
            public String toString() {
                return path.toString();
            }
        }
    }

    /**
     * Connects, sends the question, reads until the peer closes or {@code complete} says that the answer so far is
     * whole, and closes.
     *
     * @param question bytes as ISO-8859-1 characters, so that binary protocols survive
     * @param complete judges the answer so far, given likewise
     * @param timeout for the whole exchange
     * @param maxBytes most bytes of the answer
     * @return the answer as ISO-8859-1 characters
     * @throws IOException if the peer cannot be reached, answers too late, or too much; also if the
     *     thread is interrupted, which stays interrupted
     */
    String exchange(Peer peer, String question, Predicate<String> complete, Duration timeout, int maxBytes)
            throws IOException;
}
