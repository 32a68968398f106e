package io.puypuy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection that posts, and wants 200 for an answer. Used by one thread. */
final class AgentConnection implements AutoCloseable {
    private static final String STORED = "HTTP/1.1 200";
    private static final int SILENT_MILLIS = 60_000;

    private final Socket socket;
    private final byte[] answer = new byte[4 << 10];

    AgentConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENT_MILLIS);
    }

    /** Sends a request with its head, and reads the answer, which ends with the text OK. */
    void post(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        int length = 0;
        while (!isStored(length)) {
            int read = length < answer.length ? in.read(answer, length, answer.length - length) : -1;
            if (read <= 0) {
                throw new IOException("the connection ended: " + text(length));
            }
            length += read;
            if (length >= STORED.length() && !text(STORED.length()).equals(STORED)) {
                throw new IOException("answered " + text(length));
            }
        }
    }

    private boolean isStored(int length) {
        return length > STORED.length() && answer[length - 2] == 'O' && answer[length - 1] == 'K';
    }

    private String text(int length) {
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
