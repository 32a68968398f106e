package io.puypuy.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on one thread that takes as little processor time as it can from what is measured: thousands of
 * connections, requests with a Content-Length or without a body, answers that are made beforehand.
 */
final class PeerLoop {
    private static final int BACKLOG = 4096;
    private static final int FIRST_BYTES = 1 << 10;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final String LENGTH = "content-length:";

    private final Selector selector = Selector.open();
    private final Answers answers;

    /** Answers requests. */
    interface Answers {
        /**
         * What is answered, to the end of the connection if it says so.
         *
         * @param asked the address that the client connected to
         * @param bytes the request, up to {@code length}
         * @param body where its body begins
         * @return null for never
         */
        ByteBuffer @Nullable [] answer(InetSocketAddress asked, byte[] bytes, int body, int length);

        /** Whether connections are closed after an answer. */
        boolean closes();
    }

    private static final class Connection {
        private byte[] bytes = new byte[FIRST_BYTES];
        private int length;
        private ByteBuffer @Nullable [] rest;
    }

    private PeerLoop(Answers answers) throws IOException {
        this.answers = answers;
    }

    /**
     * Serves until the process is killed.
     *
     * @param port a file that gets the port as its whole text
     */
    static void run(InetSocketAddress address, Path port, Answers answers) throws IOException {
        PeerLoop loop = new PeerLoop(answers);
        ServerSocketChannel server = ServerSocketChannel.open();
        server.configureBlocking(false);
        server.bind(address, BACKLOG);
        server.register(loop.selector, SelectionKey.OP_ACCEPT);
        int number = ((InetSocketAddress) server.getLocalAddress()).getPort();
        Path written = port.resolveSibling(port.getFileName() + ".new");
        Files.writeString(written, Integer.toString(number));
        Files.move(written, port, StandardCopyOption.ATOMIC_MOVE);
        loop.serve(server);
    }

    private void serve(ServerSocketChannel server) throws IOException {
        ByteBuffer reading = ByteBuffer.allocateDirect(64 << 10);
        while (true) {
            selector.select();
            for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
                SelectionKey key = keys.next();
                keys.remove();
                if (key.isAcceptable()) {
                    accept(server);
                } else {
                    serve(key, reading);
                }
            }
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Connection());
        }
    }

    private void serve(SelectionKey key, ByteBuffer reading) throws IOException {
        Connection connection = (Connection) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isWritable()) {
                write(key, channel, connection);
            } else if (!read(channel, connection, reading)) {
                channel.close();
            } else {
                answer(key, channel, connection);
            }
        } catch (IOException goneAway) {
            channel.close();
        }
    }

    private static boolean read(SocketChannel channel, Connection connection, ByteBuffer reading) throws IOException {
        reading.clear();
        int count = channel.read(reading);
        if (count > 0) {
            reading.flip();
            if (connection.bytes.length < connection.length + count) {
                connection.bytes = Arrays.copyOf(
                        connection.bytes, Math.max(2 * connection.bytes.length, connection.length + count));
            }
            reading.get(connection.bytes, connection.length, count);
            connection.length += count;
        }
        return count >= 0;
    }

    private void answer(SelectionKey key, SocketChannel channel, Connection connection) throws IOException {
        int body = endOfHead(connection);
        if (body < 0 || connection.length < body + bodyLength(connection, body)) {
            return;
        }
        InetSocketAddress asked = (InetSocketAddress) channel.getLocalAddress();
        ByteBuffer[] answer = answers.answer(asked, connection.bytes, body, connection.length);
        connection.length = 0;
        if (answer != null) {
            connection.rest = answer;
            write(key, channel, connection);
        }
    }

    private static int endOfHead(Connection connection) {
        for (int i = 0; i + END_OF_HEAD.length <= connection.length; i++) {
            if (Arrays.equals(connection.bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return i + END_OF_HEAD.length;
            }
        }
        return -1;
    }

    private static int bodyLength(Connection connection, int body) {
        String head = new String(connection.bytes, 0, body, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        int at = head.indexOf(LENGTH);
        return at < 0
                ? 0
                : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at))
                        .strip());
    }

    private void write(SelectionKey key, SocketChannel channel, Connection connection) throws IOException {
        ByteBuffer[] rest = connection.rest;
        if (rest == null) {
            return;
        }
        channel.write(rest);
        if (rest[rest.length - 1].hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (answers.closes()) {
            channel.close();
        } else {
            connection.rest = null;
            key.interestOps(SelectionKey.OP_READ);
        }
    }
}
