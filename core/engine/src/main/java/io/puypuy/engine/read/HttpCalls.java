package io.puypuy.engine.read;

import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.ServerAddress;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sends requests with OkHttp, each on the caller's thread. Thread-safe. */
final class HttpCalls implements AutoCloseable {
    private final HttpClients clients = new HttpClients();
    private final Set<Call> running = ConcurrentHashMap.newKeySet();

    /** Has the classes loaded that a request needs before it is sent. */
    void prepare() throws IOException {
        HttpRequest example = HttpRequest.get(URI.create("http://127.0.0.1/"));
        clients.of(example).newCall(okRequest(example, new CallStopwatch())).cancel();
    }

    HttpReply send(HttpRequest request) throws IOException {
        FaultSentence sentence = new FaultSentence(peer(request), request.timeout());
        CallStopwatch stopwatch = new CallStopwatch();
        Call call = clients.of(request).newCall(okRequest(request, stopwatch));
        call.timeout().timeout(request.timeout().toNanos(), TimeUnit.NANOSECONDS);
        running.add(call);
        try (Response response = call.execute()) {
            ResponseBody body = response.body();
            HttpReply reply = new HttpReply(
                    request.toString(),
                    response.code(),
                    response.headers().toMultimap(),
                    bytes(body, request.maxBytes(), sentence),
                    charset(body));
            return reply.times(stopwatch.times(response));
        } catch (AnswerTooLargeException e) {
            throw e;
        } catch (IOException e) {
            throw sentence.of(stopwatch.isConnecting() ? FaultSentence.unconnected(e) : e);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // What OkHttp throws if status or length are below zero; it does not give up the connection then.
            call.cancel();
            ProtocolException broken = new ProtocolException(e.getMessage());
            broken.initCause(e);
            throw sentence.of(broken);
        } finally {
            running.remove(call);
        }
    }

    private static Request okRequest(HttpRequest request, CallStopwatch stopwatch) throws IOException {
        Request.Builder builder = new Request.Builder()
                .url(url(request))
                .tag(CallStopwatch.class, stopwatch)
                .header("User-Agent", "puypuy")
                .method(request.method(), okBody(request));
        URI address = request.address();
        if (address.getUserInfo() != null) {
            builder.header("Authorization", basic(address.getUserInfo()));
        }
        if (request.unixSocket().isPresent()) {
            // A new connection costs next to nothing there, and a kept one could not be tried without blocking.
            builder.header("Connection", "close");
        }
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            try {
                builder.header(header.getKey(), header.getValue());
            } catch (IllegalArgumentException secretInMessage) {
                throw new IOException("the header " + header.getKey() + " has a character that HTTP does not allow");
            }
        }
        return builder.build();
    }

    private static HttpUrl url(HttpRequest request) throws IOException {
        HttpUrl url = HttpUrl.get(request.address());
        if (url == null) {
            throw new IOException(request + " is not an address of HTTP");
        }
        return url;
    }

    private static String basic(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? Credentials.basic(userInfo, "", StandardCharsets.UTF_8)
                : Credentials.basic(
                        userInfo.substring(0, colon), userInfo.substring(colon + 1), StandardCharsets.UTF_8);
    }

    private static @Nullable RequestBody okBody(HttpRequest request) {
        if (request.body().isPresent()) {
            return new StreamedBody(request.body().get());
        }
        return switch (request.method()) {
            case "POST", "PUT", "PATCH" -> new StreamedBody(HttpRequest.Body.of(""));
            default -> null;
        };
    }

    private static byte[] bytes(ResponseBody body, long maxBytes, FaultSentence sentence) throws IOException {
        BufferedSource source = body.source();
        // Counts what comes out of decompression; nothing beyond the limit is ever in memory.
        if (body.contentLength() > maxBytes || source.request(maxBytes + 1)) {
            throw sentence.tooLarge(maxBytes);
        }
        return source.readByteArray();
    }

    private static Charset charset(ResponseBody body) {
        MediaType type = body.contentType();
        Charset named = type == null ? null : type.charset(StandardCharsets.UTF_8);
        return named == null ? StandardCharsets.UTF_8 : named;
    }

    private static String peer(HttpRequest request) {
        if (request.unixSocket().isPresent()) {
            return request.unixSocket().get().toString();
        }
        return ServerAddress.of(request.address())
                .map(ServerAddress::toString)
                .orElseGet(() -> String.valueOf(request.address().getRawAuthority()));
    }

    @Override
    public void close() {
        running.forEach(Call::cancel);
        clients.close();
    }

    /** Hands the bytes of a request's body on without a copy of them all. */
    private static final class StreamedBody extends RequestBody {
        private final HttpRequest.Body body;

        private StreamedBody(HttpRequest.Body body) {
            this.body = body;
        }

        // The type stands among the request's headers.
        @Override
        public @Nullable MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return body.byteCount();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink.outputStream());
        }
    }
}
