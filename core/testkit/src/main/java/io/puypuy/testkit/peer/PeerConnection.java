package io.puypuy.testkit.peer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The server's side of one connection. Used by the thread that serves it. */
public final class PeerConnection implements Closeable {
    /** Makes the operating system send a reset instead of an orderly end. */
    private interface Reset {
        void run() throws IOException;
    }

    private final Closeable socket;
    private final Reset reset;
    private final InputStream in;
    private final OutputStream out;
    private final CountDownLatch peerClosed;

    private PeerConnection(Closeable socket, Reset reset, InputStream in, OutputStream out, CountDownLatch peerClosed) {
        this.socket = socket;
        this.reset = reset;
        this.in = in;
        this.out = out;
        this.peerClosed = peerClosed;
    }

    static PeerConnection of(Socket socket, CountDownLatch peerClosed) throws IOException {
        return new PeerConnection(
                socket,
                () -> socket.setSoLinger(true, 0),
                socket.getInputStream(),
                socket.getOutputStream(),
                peerClosed);
    }

    static PeerConnection of(SocketChannel channel, CountDownLatch peerClosed) {
        return new PeerConnection(
                channel, () -> {}, Channels.newInputStream(channel), Channels.newOutputStream(channel), peerClosed);
    }

    /** The same connection, which adds up the bytes that are sent. */
    public PeerConnection counting(AtomicLong sent) {
        return sendingThrough(chunk -> {
            sent.addAndGet(chunk.length);
            send(chunk);
        });
    }

    /** The same connection, which is closed when so many bytes more have been sent; others may share them. */
    public PeerConnection endingAfter(AtomicLong bytes) {
        return sendingThrough(chunk -> {
            long left = bytes.getAndAdd(-chunk.length);
            send(Arrays.copyOf(chunk, (int) Math.max(0, Math.min(left, chunk.length))));
            if (left < chunk.length) {
                close();
            }
        });
    }

    /** The same connection, which waits after each byte. */
    public PeerConnection slowed(Duration pause) {
        return sendingThrough(chunk -> {
            for (byte b : chunk) {
                send(new byte[] {b});
                try {
                    pause(pause);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
            }
        });
    }

    private interface Sender {
        void send(byte[] chunk) throws IOException;
    }

    private PeerConnection sendingThrough(Sender sender) {
        OutputStream through = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                sender.send(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sender.send(Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
        return new PeerConnection(socket, reset, in, through, peerClosed);
    }

    public InputStream in() {
        return in;
    }

    /** Sends the text as ISO-8859-1 at once. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads until the empty line that ends an HTTP request's head, or to the end; returns what came. */
    public String readHead() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.write(c);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return text;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Waits that long, or until the peer is closed; whether it still is open. */
    public boolean pause(Duration duration) throws InterruptedException {
        return !peerClosed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the peer is closed. */
    public void hang() throws InterruptedException {
        peerClosed.await();
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
        reset.run();
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
