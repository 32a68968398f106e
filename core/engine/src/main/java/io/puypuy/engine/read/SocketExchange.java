package io.puypuy.engine.read;

import io.puypuy.api.read.Sockets;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * One connection for each exchange. Everything blocks on a channel, which is closed when the time is up or the thread is
 * interrupted. Thread-safe.
 */
public final class SocketExchange implements Sockets {
    private static final int CHUNK_BYTES = 8 << 10;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final int MOST_EARLY_MILLIS = 500;

    private final Resolver resolver;

    /** Knows the addresses of hosts. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    public SocketExchange() {
        this(InetAddress::getAllByName);
    }

    SocketExchange(Resolver resolver) {
        this.resolver = resolver;
    }

    /** What is done with a connection; its words for faults are those of {@link FaultSentence}. */
    private interface Talk {
        String over(Deadline deadline, FaultSentence sentence) throws IOException;
    }

    @Override
    public String exchange(Peer peer, String question, Predicate<String> complete, Duration timeout, int maxBytes)
            throws IOException {
        return ask(peer, question, answer -> complete.test(answer.text()), timeout, maxBytes);
    }

    @Override
    public String exchange(Peer peer, String question, Duration timeout, int maxBytes) throws IOException {
        return ask(peer, question, answer -> false, timeout, maxBytes);
    }

    private String ask(Peer peer, String question, Predicate<Answer> complete, Duration timeout, int maxBytes)
            throws IOException {
        return inTime(peer, timeout, (deadline, sentence) -> {
            try (Connection connection = connect(deadline, peer, timeout)) {
                connection.out().write(question.getBytes(StandardCharsets.ISO_8859_1));
                connection.out().flush();
                return read(connection.in(), new Answer(maxBytes, sentence), complete);
            }
        });
    }

    @Override
    public String deliver(Peer.Tcp peer, Content content, Duration timeout, int maxBytes) throws IOException {
        return inTime(peer, timeout, (deadline, sentence) -> {
            InetAddress[] addresses = resolver.addresses(peer.host());
            long begin = System.nanoTime();
            try (Socket below = connectTcp(deadline, peer.port(), addresses, timeout)) {
                long roundTripNanos = System.nanoTime() - begin;
                Socket socket = peer.tls() ? withTls(below, peer) : below;
                OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                Answer answer = new Answer(maxBytes, sentence);
                requireOpen(socket, roundTripNanos, answer);
                socket.shutdownOutput();
                return read(socket.getInputStream(), answer, soFar -> false);
            }
        });
    }

    /**
     * Looks whether the peer has closed, for as long as news of that may be under way. After our own end, an early one could
     * not be told from the one that means that all was read.
     */
    private static void requireOpen(Socket socket, long roundTripNanos, Answer answer) throws IOException {
        long millis = TimeUnit.NANOSECONDS.toMillis(2 * roundTripNanos);
        socket.setSoTimeout((int) Math.max(1, Math.min(millis, MOST_EARLY_MILLIS)));
        try {
            byte[] chunk = new byte[CHUNK_BYTES];
            int count = socket.getInputStream().read(chunk);
            if (count < 0) {
                throw new SocketException("closed before everything was sent");
            }
            answer.add(chunk, count);
        } catch (SocketTimeoutException stillOpen) {
            // As it should be.
        }
        socket.setSoTimeout(0);
    }

    private static String inTime(Peer peer, Duration timeout, Talk talk) throws IOException {
        FaultSentence sentence = new FaultSentence(peer.toString(), timeout);
        IOException fault;
        Deadline deadline = new Deadline();
        deadline.timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        deadline.enter();
        try {
            String answer = talk.over(deadline, sentence);
            deadline.exit();
            return answer;
        } catch (IOException e) {
            fault = e;
        } catch (Throwable e) {
            deadline.exit();
            throw e;
        }
        if (deadline.exit()) {
            throw sentence.late(fault);
        }
        throw fault instanceof AnswerTooLargeException ? fault : sentence.of(fault);
    }

    private static String read(InputStream in, Answer answer, Predicate<Answer> complete) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            answer.add(chunk, count);
            if (complete.test(answer)) {
                break;
            }
        }
        return answer.text();
    }

    private Connection connect(Deadline deadline, Peer peer, Duration timeout) throws IOException {
        if (peer instanceof Peer.Unix unix) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            deadline.guard(channel);
            UnixSocket.connect(channel, unix.path());
            return new Connection(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }
        if (peer instanceof Peer.Tcp tcp) {
            InetAddress[] addresses = resolver.addresses(tcp.host());
            Socket socket = connectTcp(deadline, tcp.port(), addresses, timeout);
            Socket spoken = tcp.tls() ? withTls(socket, tcp) : socket;
            return new Connection(socket, spoken.getInputStream(), spoken.getOutputStream());
        }
        throw new IllegalArgumentException("unknown kind of peer: " + peer);
    }

    /** Tries the addresses one after the other, each for its share of the time. */
    private static Socket connectTcp(Deadline deadline, int port, InetAddress[] addresses, Duration timeout)
            throws IOException {
        long share = Math.max(1, timeout.toMillis() / addresses.length);
        IOException fault = new IOException("no address");
        for (InetAddress address : addresses) {
            SocketChannel channel = SocketChannel.open();
            deadline.guard(channel);
            try {
                // The end of what is sent would wait for news of its beginning.
                channel.socket().setTcpNoDelay(true);
                channel.socket()
                        .connect(new InetSocketAddress(address, port), (int) Math.min(share, Integer.MAX_VALUE));
                return channel.socket();
            } catch (IOException e) {
                channel.close();
                fault = FaultSentence.unconnected(e);
            }
        }
        throw fault;
    }

    // A closed TLS socket would wait for the peer's farewell: what is closed is the channel below it.
    private SSLSocket withTls(Socket socket, Peer.Tcp tcp) throws IOException {
        try {
            SSLSocket tls = (SSLSocket)
                    Trust.verifying(tcp.caFile()).sockets().createSocket(socket, tcp.host(), tcp.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private record Connection(Closeable closeable, InputStream in, OutputStream out) implements Closeable {
        @Override
        public void close() throws IOException {
            closeable.close();
        }
    }

    private static final class Answer extends ByteArrayOutputStream {
        private final int maxBytes;
        private final FaultSentence sentence;

        Answer(int maxBytes, FaultSentence sentence) {
            this.maxBytes = maxBytes;
            this.sentence = sentence;
        }

        private void add(byte[] chunk, int count) throws IOException {
            write(chunk, 0, count);
            if (size() > maxBytes) {
                throw sentence.tooLarge(maxBytes);
            }
        }

        private String text() {
            return toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** Closes the channel in use when the time is up; at once, if it is up already. */
    private static final class Deadline extends AsyncTimeout {
        private @Nullable Closeable guarded;
        private boolean up;

        private synchronized void guard(Closeable channel) throws IOException {
            guarded = channel;
            if (up) {
                channel.close();
            }
        }

        @Override
        protected synchronized void timedOut() {
            up = true;
            if (guarded != null) {
                try {
                    guarded.close();
                } catch (IOException e) {
                    // It is of no more use either way.
                    guarded = null;
                }
            }
        }
    }
}
