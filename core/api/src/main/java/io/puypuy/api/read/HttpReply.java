package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the server answered. Immutable, if nobody writes into its {@link #bytes}. */
public final class HttpReply {
    // At most 9 digits, which is 31 years.
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final String request;
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] bytes;
    private final Charset charset;
    private final HttpTimes times;
    private @Nullable String body;

    /**
     * A reply as it was read.
     *
     * @param request as in messages: {@code GET http://127.0.0.1/nginx_status}
     * @param headers names in lower case
     * @param bytes of the body, decompressed; not to be changed any more
     * @param charset of the body
     */
    public HttpReply(String request, int status, Map<String, List<String>> headers, byte[] bytes, Charset charset) {
        this.request = request;
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.bytes = bytes;
        this.charset = charset;
        this.times = HttpTimes.NONE;
    }

    private HttpReply(HttpReply reply, HttpTimes times) {
        this.request = reply.request;
        this.status = reply.status;
        this.headers = reply.headers;
        this.bytes = reply.bytes;
        this.charset = reply.charset;
        this.times = times;
    }

    /** The same reply with the times of its exchange. */
    public HttpReply times(HttpTimes measured) {
        return new HttpReply(this, measured);
    }

    /** How long the exchange took; {@link HttpTimes#NONE} unless it was measured. */
    public HttpTimes times() {
        return times;
    }

    /** A reply with a text in UTF-8. */
    public HttpReply(String request, int status, Map<String, List<String>> headers, String body) {
        this(request, status, headers, body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The request as in messages: {@code GET http://127.0.0.1/nginx_status}. */
    public String request() {
        return request;
    }

    public int status() {
        return status;
    }

    /** All headers; names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The body as it came, but decompressed; not a copy, so not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** The body, decoded with the charset that the reply names, else UTF-8. */
    public String body() {
        // Two threads that come at the same time decode it twice.
        String known = body;
        if (known == null) {
            known = new String(bytes, charset);
            body = known;
        }
        return known;
    }

    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * How long the server asks to wait, in either form of {@code Retry-After} (RFC 9110, 10.2.3): seconds, or a moment,
     * which is compared with the server's own clock where it tells it. Never negative; empty if it does not ask, or not
     * in a way that can be understood.
     */
    public Optional<Duration> retryAfter() {
        Optional<String> asked = header("Retry-After").map(String::strip);
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        if (SECONDS.matcher(asked.get()).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(asked.get())));
        }
        Instant now = header("Date").flatMap(HttpReply::moment).orElseGet(Instant::now);
        return moment(asked.get()).map(then -> then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /**
     * The body of a 200 answer.
     *
     * @throws CheckException with a sentence that names the request, if the status is another
     */
    public String ok() throws CheckException {
        if (status == 200) {
            return body();
        }
        String hint =
                switch (status) {
                    case 401, 403 -> "; check user and pass";
                    case 404 -> "; check the address";
                    default -> "";
                };
        throw new CheckException(request + " answered " + status + " " + CheckException.quoted(body()) + hint);
    }
}
