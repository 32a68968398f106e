package io.puypuy.server.store;

import java.util.Arrays;

/** Numbers of one datapoint in the order of time, one for each time. Not changed once it is handed out. */
public final class Samples {
    private long[] millis = new long[16];
    private long[] bits = new long[16];
    private boolean[] floating = new boolean[16];
    private final int most;
    private int size;
    private boolean truncated;

    /** @param most how many it takes */
    Samples(int most) {
        this.most = most;
    }

    /** Adds a row, says whether it takes more; one of the same time as the last takes its place. */
    boolean add(int series, long timestampMillis, long value) {
        if (size > 0 && millis[size - 1] == timestampMillis) {
            size--;
        } else if (size >= most) {
            truncated = true;
            return false;
        } else if (size == millis.length) {
            int larger = Math.multiplyExact(size, 2);
            millis = Arrays.copyOf(millis, larger);
            bits = Arrays.copyOf(bits, larger);
            floating = Arrays.copyOf(floating, larger);
        }
        millis[size] = timestampMillis;
        bits[size] = value;
        floating[size] = SampleRows.isFloating(series);
        size++;
        return true;
    }

    public int size() {
        return size;
    }

    /** Whether there are more behind the last one. */
    public boolean truncated() {
        return truncated;
    }

    /** Milliseconds since 1970. */
    public long millis(int index) {
        return millis[index];
    }

    /** Whether the number was whole, so that {@link #whole} is exact. */
    public boolean isWhole(int index) {
        return !floating[index];
    }

    /** The exact number; an {@link IllegalStateException} if it is not whole. */
    public long whole(int index) {
        if (floating[index]) {
            throw new IllegalStateException("not a whole number");
        }
        return bits[index];
    }

    /** The number; whole ones beyond 2^53 lose digits. */
    public double number(int index) {
        return floating[index] ? Double.longBitsToDouble(bits[index]) : (double) bits[index];
    }
}
