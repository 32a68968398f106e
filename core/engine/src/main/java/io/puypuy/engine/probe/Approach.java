package io.puypuy.engine.probe;

import io.puypuy.api.backend.Endpoint;
import io.puypuy.engine.plugin.Background;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.engine.read.TlsHandshake;
import io.puypuy.engine.settings.DurationText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The way to a receiver before the first request: its name, a connection, TLS. Each step is bounded in time. */
final class Approach {
    private static final String THREAD = "backend-check";
    private static final int MOST_ADDRESSES = 8;

    private final Endpoint endpoint;
    private final Advice advice;
    private final Duration limit;
    private final Consumer<Step> done;

    /**
     * A way.
     *
     * @param limit of each step
     * @param done takes each step when it is done
     */
    Approach(Endpoint endpoint, Advice advice, Duration limit, Consumer<Step> done) {
        this.endpoint = endpoint;
        this.advice = advice;
        this.limit = limit;
        this.done = done;
    }

    /** Goes as far as it gets; false if a step failed. */
    boolean go() throws InterruptedException {
        List<InetAddress> addresses = resolve();
        if (addresses.isEmpty()) {
            return false;
        }
        try (Connections connections = connect(addresses)) {
            return !connections.open.isEmpty() && (endpoint.tls().isEmpty() || greet(connections.open.get(0)));
        }
    }

    private List<InetAddress> resolve() throws InterruptedException {
        long begin = System.nanoTime();
        try {
            List<InetAddress> found =
                    Background.call(THREAD, limit, () -> Arrays.asList(InetAddress.getAllByName(endpoint.host())));
            List<String> texts = found.stream().map(InetAddress::getHostAddress).toList();
            done.accept(new Step(Kind.NAME, true, since(begin), String.join(", ", texts)));
            return found;
        } catch (ExecutionException unknown) {
            done.accept(new Step(Kind.NAME, false, since(begin), advice.unknownHost(endpoint)));
        } catch (TimeoutException silent) {
            String words = advice.silentNameService(endpoint, DurationText.exactly(limit));
            done.accept(new Step(Kind.NAME, false, since(begin), words));
        }
        return List.of();
    }

    /** All at the same time, so that one that is not there does not hide behind the others. */
    private Connections connect(List<InetAddress> addresses) throws InterruptedException {
        long begin = System.nanoTime();
        Connections connections = new Connections();
        List<Background<Socket>> attempts = new ArrayList<>();
        List<InetAddress> tried = addresses.subList(0, Math.min(addresses.size(), MOST_ADDRESSES));
        for (InetAddress address : tried) {
            InetSocketAddress peer = new InetSocketAddress(address, endpoint.port());
            attempts.add(Background.start(THREAD, () -> connected(peer)));
        }
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            String peer = new Endpoint(bracketed(tried.get(i)), endpoint.port(), endpoint.tls()).toString();
            try (Background<Socket> attempt = attempts.get(i)) {
                connections.open.add(attempt.await(limit.plusSeconds(1)));
                good.add(peer);
            } catch (ExecutionException | TimeoutException failed) {
                bad.add(peer + " (" + reason(failed) + ")");
            }
        }
        String words = String.join(", ", good) + (bad.isEmpty() ? "" : ", but not " + String.join(", ", bad));
        done.accept(
                good.isEmpty()
                        ? new Step(Kind.CONNECTION, false, since(begin), advice.noConnection(String.join(", ", bad)))
                        : new Step(Kind.CONNECTION, true, since(begin), words));
        return connections;
    }

    private Socket connected(InetSocketAddress peer) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(peer, (int) limit.toMillis());
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private boolean greet(Socket connected) throws InterruptedException {
        long begin = System.nanoTime();
        Endpoint.Tls asked = endpoint.tls().orElseThrow();
        String words;
        try {
            TlsHandshake.Shown shown =
                    Background.call(THREAD, limit, () -> TlsHandshake.with(connected, endpoint.host(), asked, limit));
            LocalDate until = LocalDate.ofInstant(shown.until(), ZoneId.systemDefault());
            String certificate = asked.verify()
                    ? "certificate of " + shown.subject() + ", valid until " + until
                    : "certificate not verified, as tls_verify says";
            done.accept(new Step(Kind.TLS, true, since(begin), shown.protocol() + ", " + certificate));
            return true;
        } catch (ExecutionException failed) {
            words = failed.getCause() instanceof TlsHandshake.Failed known
                    ? advice.noTls(endpoint, known)
                    : advice.failed(reason(failed));
        } catch (TimeoutException silent) {
            words = advice.silentTls(endpoint, DurationText.exactly(limit));
        }
        done.accept(new Step(Kind.TLS, false, since(begin), words));
        return false;
    }

    private String reason(Exception failed) {
        Throwable cause = failed.getCause();
        if (failed instanceof TimeoutException || cause instanceof SocketTimeoutException) {
            return "no answer within " + DurationText.exactly(limit);
        }
        return cause == null ? Failure.phrase(failed) : Failure.phrase(cause);
    }

    private static String bracketed(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') >= 0 ? "[" + text + "]" : text;
    }

    static Duration since(long beginNanos) {
        return Duration.ofNanos(System.nanoTime() - beginNanos);
    }

    /** What could be connected to. */
    private static final class Connections implements AutoCloseable {
        private final List<Socket> open = new ArrayList<>();

        @Override
        public void close() {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException gone) {
                    // It has served its purpose.
                }
            }
        }
    }
}
