package io.puypuy.api.backend;

import io.puypuy.api.Settings;

/**
 * What one request may hold.
 *
 * @param points at least 1
 * @param bytes of encoded points with what stands between them, at least 1; a larger point is refused by the core
 * @param separator bytes that the request has between two points
 */
public record Limits(int points, int bytes, int separator) {
    private static final int MOST_POINTS = 1_000_000;
    private static final int LEAST_BYTES = 512;
    private static final int MOST_BYTES = 64 << 20;

    public Limits {
        if (points < 1 || bytes < 1 || separator < 0) {
            throw new IllegalArgumentException("a request holds at least one point and one byte");
        }
    }

    /** With nothing between points. */
    public Limits(int points, int bytes) {
        this(points, bytes, 0);
    }

    /**
     * As the keys {@code max_batch_points} and {@code max_batch_bytes} say; the bytes are those of the whole body, at
     * least 512 and twice what the framing takes.
     */
    public static Limits from(Settings settings, int points, int bytes, Framing framing) {
        int least = Math.max(LEAST_BYTES, 2 * framing.outside());
        return new Limits(
                (int) settings.integer("max_batch_points", points, 1, MOST_POINTS),
                (int) settings.integer("max_batch_bytes", bytes, least, MOST_BYTES) - framing.outside(),
                framing.separator());
    }
}
