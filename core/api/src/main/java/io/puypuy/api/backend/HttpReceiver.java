package io.puypuy.api.backend;

import io.puypuy.api.CheckException;
import io.puypuy.api.Settings;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.HttpRequest.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Posts points to a server that speaks HTTP. What is wrong on the way means that the request may succeed later; what the
 * server answers is judged by the backend, as far as it is not the same everywhere. Used by the thread that sends.
 */
public final class HttpReceiver {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MOST_ANSWER_BYTES = 1 << 20;
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;
    /**
     * What a 400 says that is about the way, not about the points: Go's servers where TLS is expected, and pages of proxies,
     * such as nginx's where TLS is expected.
     */
    private static final Pattern NO_RECEIVER =
            Pattern.compile("\\s*(?:<|Client sent an HTTP request to an HTTPS server)");

    private final Http http;
    private final HttpRequest request;
    private final String contentType;
    private final Framing framing;
    private final Optional<Compression> compression;

    /** How bodies are compressed, whole, because not every server takes a body whose length it is not told. */
    @FunctionalInterface
    public interface Compression {
        byte[] compressed(EncodedPoints points, Framing framing) throws IOException;
    }

    private HttpReceiver(
            Http http, HttpRequest request, String contentType, Framing framing, Optional<Compression> compression) {
        this.http = http;
        this.request = request.maxBytes(MOST_ANSWER_BYTES);
        this.contentType = contentType;
        this.framing = framing;
        this.compression = compression;
    }

    /**
     * A receiver that is not compressed for.
     *
     * @param request address, authorization, time limit
     */
    public static HttpReceiver plain(Http http, HttpRequest request, String contentType, Framing framing) {
        return new HttpReceiver(http, request, contentType, framing, Optional.empty());
    }

    /** A receiver that takes gzip; the key {@code gzip} can switch it off. */
    public static HttpReceiver gzip(
            Http http, HttpRequest request, String contentType, Framing framing, Settings settings) {
        return settings.truth("gzip", true)
                ? compressed(http, request, contentType, framing, "gzip", HttpReceiver::gzipped)
                : plain(http, request, contentType, framing);
    }

    /**
     * A receiver that takes nothing uncompressed.
     *
     * @param encoding name of the compression, for the header {@code Content-Encoding}
     */
    public static HttpReceiver compressed(
            Http http,
            HttpRequest request,
            String contentType,
            Framing framing,
            String encoding,
            Compression compression) {
        HttpRequest named = request.header("Content-Encoding", encoding);
        return new HttpReceiver(http, named, contentType, framing, Optional.of(compression));
    }

    /**
     * What a section says of authorization, TLS and time, with 30 s as time limit: a database that is busy answers late,
     * and asking again makes it busier.
     */
    public static HttpRequest request(Settings settings, URI address) {
        return HttpRequest.from(settings, address, TIMEOUT);
    }

    /**
     * Where points are posted to: {@code address} and behind it {@code datapoints}, a path that may have a query.
     *
     * @param address if none is set
     * @param datapoints if none is set
     */
    public static URI target(Settings settings, URI address, String datapoints) {
        return HttpAddress.of(settings, address, "datapoints", datapoints);
    }

    public Endpoint endpoint() {
        return Endpoint.of(request);
    }

    /**
     * Posts the points.
     *
     * @param judge what an answer means; {@link #judge} is for those that mean the same everywhere
     */
    public Delivery send(EncodedPoints points, Function<HttpReply, Delivery> judge) throws InterruptedException {
        try {
            return judge.apply(http.send(request.post(body(points), contentType)));
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("interrupted while sending").initCause(e);
            }
            return new Delivery.RetryLater(String.valueOf(e.getMessage()));
        }
    }

    private Body body(EncodedPoints points) throws IOException {
        return compression.isPresent()
                ? Body.of(compression.get().compressed(points, framing))
                : new Framed(points, framing);
    }

    private static byte[] gzipped(EncodedPoints points, Framing framing) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(points.byteCount() / 4 + 64);
        try (FastGzip out = new FastGzip(compressed)) {
            points.writeTo(out, framing);
        }
        return compressed.toByteArray();
    }

    private record Framed(EncodedPoints points, Framing framing) implements Body {
        @Override
        public long byteCount() {
            return points.byteCount(framing);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            points.writeTo(out, framing);
        }
    }

    /** Metrics repeat themselves so much that more effort gains little and costs much. */
    private static final class FastGzip extends GZIPOutputStream {
        private static final int BUFFER = 8 << 10;

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /**
     * What an answer means as far as HTTP says it: 2xx stored; 401, 403 and 407 not allowed; 400, 413 and 422 something is
     * wrong with the points, unless a 400 is a page or says that TLS is expected; 408, 425, 429 and 5xx later; everything else,
     * redirects among it, is no receiver, so that the operator must act and all is kept.
     */
    public static Delivery judge(HttpReply reply) {
        int status = reply.status();
        if (status >= OK && status < MULTIPLE_CHOICES) {
            return new Delivery.Stored();
        }
        return switch (status) {
            case 401, 403, 407 -> new Delivery.NotAllowed(words(reply) + "; check user and pass, or token");
            case BAD_REQUEST ->
                NO_RECEIVER.matcher(reply.body()).lookingAt()
                        ? elsewhere(reply)
                        : new Delivery.RefusedWhole(words(reply));
            case 413, 422 -> new Delivery.RefusedWhole(words(reply));
            case 408, 425, 429 -> later(reply);
            default -> status >= SERVER_ERROR ? later(reply) : elsewhere(reply);
        };
    }

    /** The request may succeed later; waits as long as the server asks for. */
    public static Delivery later(HttpReply reply) {
        return new Delivery.RetryLater(words(reply), reply.retryAfter());
    }

    /** The answer is not that of the receiver, so that the operator must act; all is kept. */
    public static Delivery elsewhere(HttpReply reply) {
        return elsewhere(reply, "address");
    }

    /**
     * The same for a section that has the address under another key.
     *
     * @param key what the operator must look at
     */
    public static Delivery elsewhere(HttpReply reply, String key) {
        Optional<String> target = reply.header("Location");
        String hint = target.isPresent()
                ? "; it redirects to " + CheckException.quoted(target.get()) + ", set " + key
                        + " to where the data belongs"
                : "; check " + key;
        return new Delivery.NotAllowed(words(reply) + hint);
    }

    /** What was asked and answered, for messages. */
    public static String words(HttpReply reply) {
        String said = reply.body().isBlank()
                ? "nothing"
                : CheckException.quoted(reply.body().strip());
        return reply.request() + " answered " + reply.status() + " and " + said;
    }
}
