package io.puypuy.app.pattoo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server and a spoke in one, on the loopback, for an agent that practises. One thread answers one request at a time. */
final class PracticePeer implements AutoCloseable {
    private static final String DOCUMENT = "{\"pattoo_agent_id\":\"0\",\"pattoo_agent_polling_interval\":1000,"
            + "\"pattoo_agent_timestamp\":1,\"pattoo_datapoints\":{\"datapoint_pairs\":[],\"key_value_pairs\":{}}}\n";
    private static final String LENGTH = "content-length:";
    private static final int MAX_LINE = 8192;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch posted = new CountDownLatch(1);

    PracticePeer() throws IOException {
        Thread answering = new Thread(this::answerAll, "practice-peer");
        answering.setDaemon(true);
        answering.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Waits until a document has been posted. */
    void awaitPost(long seconds) throws InterruptedException {
        if (!posted.await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nothing was posted");
        }
    }

    private void answerAll() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                answer(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            } catch (IOException ended) {
                // The next one may do better; without one the wait for a document says so.
            }
        }
    }

    private void answer(InputStream in, OutputStream out) throws IOException {
        boolean post = line(in).startsWith("POST");
        long body = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                body = Long.parseLong(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(body);
        String text = post ? "" : DOCUMENT;
        out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                        + text.length() + "\r\n\r\n" + text)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (post) {
            posted.countDown();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
