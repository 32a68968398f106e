package io.puypuy.testkit.peer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request as the server got it. Immutable. */
public final class RecordedRequest {
    private final String method;
    private final URI target;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    RecordedRequest(String method, URI target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        this.headers = Collections.unmodifiableMap(byName);
        this.body = body.clone();
    }

    public String method() {
        return method;
    }

    /** Path and query. */
    public URI target() {
        return target;
    }

    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The body, decompressed if it came compressed. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + target + " " + text();
    }
}
