package io.puypuy.testkit.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;

/**
 * An HTTP server that keeps what it was asked and answers as it was told: the queued answers first, then what {@link
 * #answer} decides, which is 200 and an empty body at first. Thread-safe.
 */
public final class RecordingHttpPeer implements AutoCloseable {
    static {
        // Else an answer that has a body waits 40 ms for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final Queue<PeerAnswer> queued = new ConcurrentLinkedQueue<>();
    private volatile Function<RecordedRequest, PeerAnswer> answers = request -> PeerAnswer.of(200, "");

    private RecordingHttpPeer(int port) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "recording-peer-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Starts on a free port. */
    public static RecordingHttpPeer start() {
        return new RecordingHttpPeer(0);
    }

    /** Starts on that port, such as one of a peer that was closed: a server that comes back. */
    public static RecordingHttpPeer start(int port) {
        return new RecordingHttpPeer(port);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
    }

    /** Adds answers to the next requests, one each. */
    public RecordingHttpPeer enqueue(PeerAnswer... next) {
        queued.addAll(List.of(next));
        return this;
    }

    /** Says how requests are answered while no answer is queued. */
    public RecordingHttpPeer answer(Function<RecordedRequest, PeerAnswer> decision) {
        answers = decision;
        return this;
    }

    /** What came so far. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Waits until that many requests have come in all, at most ten seconds. */
    public List<RecordedRequest> awaitRequests(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> requests.size() >= count);
        return requests();
    }

    /** Forgets the requests so far. */
    public void forget() {
        requests.clear();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            RecordedRequest request = new RecordedRequest(
                    exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(), body);
            requests.add(request);
            PeerAnswer next = queued.poll();
            PeerAnswer answer = next == null ? answers.apply(request) : next;
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            byte[] content = answer.body();
            exchange.sendResponseHeaders(answer.status(), content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
            }
        }
    }

    /** Closes the port and all connections at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
