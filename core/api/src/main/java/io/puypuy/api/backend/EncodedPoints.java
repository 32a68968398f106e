package io.puypuy.api.backend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Points as {@link Backend#encode} wrote them, one behind the other, with the place where each ends. Immutable view;
 * whoever holds the arrays must not write to them.
 */
public final class EncodedPoints {
    private final byte[] bytes;
    private final int[] ends;
    private final int from;
    private final int to;

    private EncodedPoints(byte[] bytes, int[] ends, int from, int to) {
        this.bytes = bytes;
        this.ends = ends;
        this.from = from;
        this.to = to;
    }

    /**
     * All points in {@code bytes}, which begin at 0.
     *
     * @param ends for each point the index behind its last byte, ascending
     */
    public static EncodedPoints of(byte[] bytes, int[] ends) {
        return new EncodedPoints(bytes, ends, 0, ends.length);
    }

    public int count() {
        return to - from;
    }

    /** Number of bytes of all points together. */
    public int byteCount() {
        return start(to) - start(from);
    }

    /** Number of bytes of the point. */
    public int byteCount(int index) {
        int point = from + Objects.checkIndex(index, count());
        return ends[point] - start(point);
    }

    /** The points from the first index up to, not including, the second. */
    public EncodedPoints slice(int fromIndex, int toIndex) {
        Objects.checkFromToIndex(fromIndex, toIndex, count());
        return new EncodedPoints(bytes, ends, from + fromIndex, from + toIndex);
    }

    /** The bytes of one point, copied. */
    public byte[] point(int index) {
        int point = from + Objects.checkIndex(index, count());
        return Arrays.copyOfRange(bytes, start(point), ends[point]);
    }

    /** Writes all points, nothing between them. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, start(from), byteCount());
    }

    /** Writes all points with what the framing has around them. */
    public void writeTo(OutputStream out, Framing framing) throws IOException {
        framing.begin(out);
        if (framing.separator() == 0) {
            writeTo(out);
        } else {
            for (int point = from; point < to; point++) {
                if (point > from) {
                    framing.separate(out);
                }
                out.write(bytes, start(point), ends[point] - start(point));
            }
        }
        framing.end(out);
    }

    /** Number of bytes that the points have with what the framing has around them. */
    public long byteCount(Framing framing) {
        return framing.outside() + byteCount() + Math.max(0L, count() - 1L) * framing.separator();
    }

    private int start(int point) {
        return point == 0 ? 0 : ends[point - 1];
    }
}
