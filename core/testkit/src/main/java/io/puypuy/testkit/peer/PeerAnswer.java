package io.puypuy.testkit.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** What a peer answers. Immutable. */
public final class PeerAnswer {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private PeerAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** An answer with a text in UTF-8. */
    public static PeerAnswer of(int status, String text) {
        return of(status, text.getBytes(StandardCharsets.UTF_8));
    }

    public static PeerAnswer of(int status, byte[] body) {
        return new PeerAnswer(status, Map.of(), body.clone());
    }

    public PeerAnswer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new PeerAnswer(status, more, body);
    }

    /** The same answer, compressed. */
    public PeerAnswer gzipped() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PeerAnswer(status, headers, compressed.toByteArray()).header("Content-Encoding", "gzip");
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
