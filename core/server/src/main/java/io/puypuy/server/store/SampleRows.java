package io.puypuy.server.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples of datapoints on their way into the store, in columns, to be filled again and again. Of two samples of one
 * datapoint and time the later one stays. Used by one thread at a time.
 */
public final class SampleRows {
    /** Numbers of datapoints begin at 1 and end here; whoever gives them out leaves no gaps. */
    public static final int MAX_DATAPOINT = 1 << 24;

    /** Of the number of a series what says the datapoint. */
    static final int EITHER = ~1;

    private static final int FLOATING = 1;

    private int[] series;
    private long[] millis;
    private long[] bits;
    private int size;
    private final List<Text> texts = new ArrayList<>();

    /** A text on its way. */
    record Text(int datapoint, long millis, String text) {}

    /** @param rows how many numbers fit before it grows */
    public SampleRows(int rows) {
        series = new int[Math.max(rows, 1)];
        millis = new long[series.length];
        bits = new long[series.length];
    }

    /** Adds a whole number. */
    public void add(int datapoint, long timestampMillis, long value) {
        put(series(datapoint), timestampMillis, value);
    }

    /** Adds a floating number; one that is not finite is kept as it is, and never shown. */
    public void add(int datapoint, long timestampMillis, double value) {
        put(series(datapoint) + FLOATING, timestampMillis, Double.doubleToLongBits(value));
    }

    /** Adds a text. */
    public void add(int datapoint, long timestampMillis, String text) {
        texts.add(new Text(series(datapoint) / 2, timestampMillis, text));
    }

    private void put(int number, long timestampMillis, long value) {
        if (size == series.length) {
            int larger = Math.multiplyExact(size, 2);
            series = Arrays.copyOf(series, larger);
            millis = Arrays.copyOf(millis, larger);
            bits = Arrays.copyOf(bits, larger);
        }
        series[size] = number;
        millis[size] = timestampMillis;
        bits[size] = value;
        size++;
    }

    /** The number in the table of whole numbers of the datapoint; that of floating ones is one more. */
    static int series(int datapoint) {
        if (datapoint < 1 || datapoint > MAX_DATAPOINT) {
            throw new IllegalArgumentException("there is no datapoint " + datapoint);
        }
        return datapoint * 2;
    }

    static int datapoint(int series) {
        return series >> 1;
    }

    static boolean isFloating(int series) {
        return (series & FLOATING) != 0;
    }

    /** How many samples there are, numbers and texts. */
    public int size() {
        return size + texts.size();
    }

    /** Forgets all samples. */
    public void clear() {
        size = 0;
        texts.clear();
    }

    int numbers() {
        return size;
    }

    int seriesAt(int row) {
        return series[row];
    }

    long millisAt(int row) {
        return millis[row];
    }

    long bitsAt(int row) {
        return bits[row];
    }

    List<Text> texts() {
        return texts;
    }
}
