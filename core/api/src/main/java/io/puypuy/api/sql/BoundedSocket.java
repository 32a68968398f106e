package io.puypuy.api.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A socket with one deadline and one limit of bytes for all that is done with it: a driver's own limits begin anew with each byte.
 * An interrupt ends all waiting, and stays. Used by one thread.
 */
public final class BoundedSocket extends Socket {
    private final Bounds bounds;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private int timeoutMillis;
    private long bytesLeft;

    public BoundedSocket(Bounds bounds) throws IOException {
        this.bounds = bounds;
        this.bytesLeft = bounds.maxBytes();
        channel =
                bounds.unixSocket().isEmpty() ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.configureBlocking(false);
        selector = Selector.open();
        key = channel.register(selector, 0);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    @Override
    public void connect(SocketAddress address, int limitMillis) throws IOException {
        try {
            if (!channel.connect(target(address))) {
                await(SelectionKey.OP_CONNECT, limitMillis);
                channel.finishConnect();
            }
        } catch (ConnectException | SocketTimeoutException e) {
            throw e;
        } catch (SocketException e) {
            // For sockets in the file system the JDK throws other exceptions than for TCP.
            ConnectException refused = new ConnectException(e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    private SocketAddress target(SocketAddress address) throws IOException {
        if (!bounds.unixSocket().isEmpty()) {
            return UnixDomainSocketAddress.of(bounds.unixSocket());
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new UnknownHostException("unknown host " + inet.getHostString());
        }
        return address;
    }

    private void await(int operation, int limitMillis) throws IOException {
        long left = bounds.millisLeft();
        boolean own = limitMillis > 0 && limitMillis < left;
        long limit = own ? limitMillis : left;
        if (limit > 0) {
            key.interestOps(operation);
            int ready = selector.select(limit);
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            if (ready > 0) {
                return;
            }
        }
        if (own) {
            throw new SocketTimeoutException("no answer in " + limitMillis + " ms");
        }
        throw over();
    }

    // No SocketTimeoutException: drivers take that for an invitation to try again.
    private static IOException over() {
        return new IOException("the time limit is over");
    }

    private int receive(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        int count = channel.read(buffer);
        while (count == 0) {
            await(SelectionKey.OP_READ, timeoutMillis);
            count = channel.read(buffer);
        }
        bytesLeft -= Math.max(0, count);
        if (bytesLeft < 0) {
            throw new IOException("the reply is larger than " + bounds.maxBytes() + " bytes");
        }
        // A peer that never stops must not outrun the deadline.
        if (bounds.millisLeft() <= 0) {
            throw over();
        }
        return count;
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE, 0);
            }
        }
    }

    @Override
    public InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return receive(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return receive(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                BoundedSocket.this.close();
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                send(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                send(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                BoundedSocket.this.close();
            }
        };
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        timeoutMillis = millis;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeoutMillis;
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress inet ? inet.getAddress() : null;
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public boolean isBound() {
        return channel.isConnected();
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public synchronized void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }

    // Drivers set these, and the options of a socket that is not there would fail.

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void setSoLinger(boolean on, int seconds) {}

    @Override
    public synchronized void setSendBufferSize(int bytes) {}

    @Override
    public synchronized void setReceiveBufferSize(int bytes) {}

    @Override
    public String toString() {
        return bounds.unixSocket().isEmpty() ? String.valueOf(getInetAddress()) : bounds.unixSocket();
    }
}
