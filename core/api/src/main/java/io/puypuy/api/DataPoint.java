package io.puypuy.api;

import java.time.Instant;

/**
 * One number of one series at one moment. Immutable. Whether it is a whole number is said by its metric, never by its
 * value.
 */
public final class DataPoint {
    private final Series series;
    private final long timestampMillis;
    // A long, or the bits of a double: points are many, and a boxed number would double their size.
    private final long bits;

    private DataPoint(Series series, long timestampMillis, long bits) {
        this.series = series;
        this.timestampMillis = timestampMillis;
        this.bits = bits;
    }

    /**
     * A point with a whole number; it becomes a floating one if its metric says so.
     *
     * @param timestampMillis when the value was read, in milliseconds since 1970
     */
    public static DataPoint of(Series series, long timestampMillis, long value) {
        return series.metric().numberType() == NumberType.INTEGER
                ? new DataPoint(series, timestampMillis, value)
                : of(series, timestampMillis, (double) value);
    }

    /**
     * A point with a floating number.
     *
     * @throws IllegalArgumentException if the metric has whole numbers, or the value is not a finite number
     */
    public static DataPoint of(Series series, long timestampMillis, double value) {
        if (series.metric().numberType() != NumberType.FLOATING) {
            throw new IllegalArgumentException("metric " + series.name() + " has whole numbers, not " + value);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric " + series.name() + ": " + value + " is not a finite number");
        }
        return new DataPoint(series, timestampMillis, Double.doubleToLongBits(value));
    }

    public Series series() {
        return series;
    }

    public String name() {
        return series.name();
    }

    /** When the value was read, in milliseconds since 1970. */
    public long timestampMillis() {
        return timestampMillis;
    }

    public boolean isInteger() {
        return series.metric().numberType() == NumberType.INTEGER;
    }

    /**
     * The whole number.
     *
     * @throws IllegalStateException if the metric has floating numbers
     */
    public long integer() {
        if (!isInteger()) {
            throw new IllegalStateException("metric " + name() + " has floating numbers");
        }
        return bits;
    }

    /** The number; a whole one beyond 2^53 loses its last digits. */
    public double floating() {
        return isInteger() ? (double) bits : Double.longBitsToDouble(bits);
    }

    /** The number as text: without a point and an exponent if it is a whole one. */
    public String valueText() {
        return isInteger() ? Long.toString(bits) : Double.toString(floating());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DataPoint point
                && bits == point.bits
                && timestampMillis == point.timestampMillis
                && series.equals(point.series);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * series.hashCode() + Long.hashCode(timestampMillis)) + Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return name() + series.tags() + " " + valueText() + " @" + Instant.ofEpochMilli(timestampMillis);
    }
}
