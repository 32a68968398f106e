package io.puypuy.api.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request has before its first point, between two points, and after the last one. Immutable. */
public final class Framing {
    /** Nothing at all. */
    public static final Framing NONE = of("", "", "");

    /** An array of JSON. */
    public static final Framing JSON_ARRAY = of("[", ",", "]");

    private final byte[] before;
    private final byte[] between;
    private final byte[] after;

    private Framing(byte[] before, byte[] between, byte[] after) {
        this.before = before;
        this.between = between;
        this.after = after;
    }

    /** The texts in UTF-8. */
    public static Framing of(String before, String between, String after) {
        return new Framing(bytes(before), bytes(between), bytes(after));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes before the first and after the last point. */
    public int outside() {
        return before.length + after.length;
    }

    /** Bytes between two points. */
    public int separator() {
        return between.length;
    }

    void begin(OutputStream out) throws IOException {
        out.write(before);
    }

    void separate(OutputStream out) throws IOException {
        out.write(between);
    }

    void end(OutputStream out) throws IOException {
        out.write(after);
    }
}
