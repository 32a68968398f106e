package io.puypuy.engine.read;

import io.puypuy.api.read.Sockets;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * One connection for each exchange. Everything blocks on a channel, which is closed when the time is up or the thread is
 * interrupted. Thread-safe.
 */
public final class SocketExchange implements Sockets {
    private static final int CHUNK_BYTES = 8 << 10;

    private @Nullable SSLSocketFactory verifyingTls;

    @Override
    public String exchange(Peer peer, String question, Predicate<String> complete, Duration timeout, int maxBytes)
            throws IOException {
        FaultSentence sentence = new FaultSentence(peer.toString(), timeout);
        IOException fault;
        Deadline deadline = new Deadline();
        deadline.timeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        deadline.enter();
        try {
            String answer = exchange(deadline, peer, question, complete, maxBytes, sentence);
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

    private String exchange(
            Deadline deadline,
            Peer peer,
            String question,
            Predicate<String> complete,
            int maxBytes,
            FaultSentence sentence)
            throws IOException {
        try (Connection connection = connect(deadline, peer)) {
            connection.out().write(question.getBytes(StandardCharsets.ISO_8859_1));
            connection.out().flush();
            Answer answer = new Answer();
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int count = connection.in().read(chunk);
                    count >= 0;
                    count = connection.in().read(chunk)) {
                answer.write(chunk, 0, count);
                if (answer.size() > maxBytes) {
                    throw sentence.tooLarge(maxBytes);
                }
                if (complete.test(answer.text())) {
                    break;
                }
            }
            return answer.text();
        }
    }

    private Connection connect(Deadline deadline, Peer peer) throws IOException {
        if (peer instanceof Peer.Unix unix) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            deadline.guard(channel);
            UnixSocket.connect(channel, unix.path());
            return new Connection(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }
        if (peer instanceof Peer.Tcp tcp) {
            Socket socket = connectTcp(deadline, tcp);
            Socket spoken = tcp.tls() ? withTls(socket, tcp) : socket;
            return new Connection(socket, spoken.getInputStream(), spoken.getOutputStream());
        }
        throw new IllegalArgumentException("unknown kind of peer: " + peer);
    }

    /** Tries the host's addresses one after the other. */
    private static Socket connectTcp(Deadline deadline, Peer.Tcp tcp) throws IOException {
        IOException fault = new IOException("no address");
        for (InetAddress address : InetAddress.getAllByName(tcp.host())) {
            SocketChannel channel = SocketChannel.open();
            deadline.guard(channel);
            try {
                channel.connect(new InetSocketAddress(address, tcp.port()));
                return channel.socket();
            } catch (IOException e) {
                channel.close();
                fault = e;
            }
        }
        throw fault;
    }

    // A closed TLS socket would wait for the peer's farewell: what is closed is the channel below it.
    private SSLSocket withTls(Socket socket, Peer.Tcp tcp) throws IOException {
        try {
            SSLSocket tls = (SSLSocket) verifyingTls().createSocket(socket, tcp.host(), tcp.port(), true);
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

    private synchronized SSLSocketFactory verifyingTls() throws IOException {
        SSLSocketFactory known = verifyingTls;
        if (known == null) {
            known = Trust.socketFactory(Trust.verifying(Optional.empty()));
            verifyingTls = known;
        }
        return known;
    }

    private record Connection(Closeable closeable, InputStream in, OutputStream out) implements Closeable {
        @Override
        public void close() throws IOException {
            closeable.close();
        }
    }

    private static final class Answer extends ByteArrayOutputStream {
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
