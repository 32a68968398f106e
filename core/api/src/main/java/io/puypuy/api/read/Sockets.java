package io.puypuy.api.read;

import io.puypuy.api.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** One exchange with a server over TCP or a Unix socket. Thread-safe. */
public interface Sockets {
    /** Where to connect to. */
    sealed interface Peer {
        /**
         * What a section says: {@code unix_socket}, else {@code host}, {@code port}, {@code tls} and {@code ca_file}.
         *
         * @param port if the section names none
         */
        static Peer from(Settings settings, int port) {
            String host = settings.text("host", "127.0.0.1");
            int known = (int) settings.integer("port", port, 1, 65_535);
            boolean tls = settings.truth("tls", false);
            String caFile = settings.text("ca_file", "");
            String socket = settings.text("unix_socket", "");
            if (!socket.isEmpty()) {
                if (tls) {
                    settings.fault("tls", "on although unix_socket is set", "set one of both");
                }
                return new Unix(Path.of(socket));
            }
            return new Tcp(host, known, tls, caFile.isEmpty() ? Optional.empty() : Optional.of(Path.of(caFile)));
        }

        /**
         * A TCP server; {@code tls} with verified certificate and name.
         *
         * @param caFile certificates (PEM) to trust beside the system's
         */
        record Tcp(String host, int port, boolean tls, Optional<Path> caFile) implements Peer {
            public Tcp(String host, int port, boolean tls) {
                this(host, port, tls, Optional.empty());
            }

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
     * @param complete judges the answer so far, given likewise and as a whole after each part: for answers below 1 MiB
     * @param timeout for the whole exchange
     * @param maxBytes most bytes of the answer
     * @return the answer as ISO-8859-1 characters
     * @throws IOException if the peer cannot be reached, answers too late, or too much; also if the
     *     thread is interrupted, which stays interrupted
     */
    String exchange(Peer peer, String question, Predicate<String> complete, Duration timeout, int maxBytes)
            throws IOException;

    /** As the other, but reads until the peer closes. */
    String exchange(Peer peer, String question, Duration timeout, int maxBytes) throws IOException;

    /** What is sent. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Connects, sends all of the content, says that this was all (half-close), and reads until the peer closes: for
     * protocols without an answer, in which an orderly end means that the peer has read everything. A host's addresses are
     * tried one after the other.
     *
     * @param timeout for the whole delivery
     * @param maxBytes most bytes of the answer
     * @return what the peer said, mostly nothing, as ISO-8859-1 characters
     * @throws IOException if the peer cannot be reached, does not close in time, resets the connection, or closes it
     *     before it was told that this was all; also if the thread is interrupted, which stays interrupted
     */
    String deliver(Peer.Tcp peer, Content content, Duration timeout, int maxBytes) throws IOException;
}
