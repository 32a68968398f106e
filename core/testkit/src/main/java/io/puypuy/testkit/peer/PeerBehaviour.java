package io.puypuy.testkit.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a peer does with a connection; afterwards the connection is closed. The ready-made ones speak HTTP as far as
 * they speak at all.
 */
@FunctionalInterface
public interface PeerBehaviour {
    void serve(PeerConnection connection) throws IOException, InterruptedException;

    /** Answers with a status and a text, in a whole and correct way. */
    static PeerBehaviour status(int status, String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return head("HTTP/1.1 " + status + " Told\r\nContent-Length: " + length + "\r\n\r\n" + text);
    }

    /** Reads a request's head, then sends these bytes, given as ISO-8859-1, and closes. */
    static PeerBehaviour head(String answer) {
        return connection -> {
            connection.readHead();
            connection.send(answer);
        };
    }

    /** Reads one chunk of whatever comes, such as a line, then sends these bytes, given as ISO-8859-1, and closes. */
    static PeerBehaviour line(String answer) {
        return connection -> {
            byte[] ignored = new byte[4096];
            if (connection.in().read(ignored) >= 0) {
                connection.send(answer);
            }
        };
    }

    /** Resets the connection before the request has been read. */
    static PeerBehaviour resetsInRequest() {
        return connection -> {
            if (connection.in().read() >= 0) {
                connection.reset();
            }
        };
    }

    /** Resets the connection in the middle of its answer. */
    static PeerBehaviour resetsInAnswer() {
        return connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
            connection.pause(Duration.ofMillis(100));
            connection.reset();
        };
    }

    /** Reads one byte a second and never answers. */
    static PeerBehaviour readsSlowly() {
        return connection -> {
            while (connection.pause(Duration.ofSeconds(1)) && connection.in().read() >= 0) {
                // Every byte keeps the sender waiting.
            }
        };
    }

    /** Takes the connection and does nothing. */
    static PeerBehaviour neverAnswers() {
        return PeerConnection::hang;
    }

    /** Sends its answer byte by byte. */
    static PeerBehaviour answersSlowly(String answer, Duration pauseBetweenBytes) {
        return connection -> {
            connection.readHead();
            for (byte b : answer.getBytes(StandardCharsets.ISO_8859_1)) {
                if (!connection.pause(pauseBetweenBytes)) {
                    return;
                }
                connection.send(new byte[] {b});
            }
        };
    }

    /** Closes in the middle of a chunk. */
    static PeerBehaviour truncatesChunks() {
        return head("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegin\r\nff\r\nmiddle");
    }

    /** Promises a thousand bytes and closes after a few. */
    static PeerBehaviour truncatesAnswer() {
        return head("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin");
    }

    /** Sends as many letters as said, in chunks, without saying beforehand how many they will be. */
    static PeerBehaviour answersHuge(long bytes) {
        return connection -> {
            connection.readHead();
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            byte[] letters = new byte[64 << 10];
            Arrays.fill(letters, (byte) 'x');
            for (long sent = 0; sent < bytes; sent += letters.length) {
                connection.send(letters);
            }
        };
    }

    /** Reads the request's head and closes without a word. */
    static PeerBehaviour closesEarly() {
        return PeerConnection::readHead;
    }
}
