package io.puypuy.server.pattoo;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.store.CounterIncrease;
import io.puypuy.server.store.Samples;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A datapoint as pattoo's REST interface shows it: at the multiples of its interval, counters as their change from one of
 * them to the next, per second of the interval. Where pattoo shows the absolute difference when a counter has fallen,
 * this shows what {@link CounterIncrease} knows, which may be nothing. Source: pattoo's reading of {@code pt_data}, as its
 * answers show it.
 */
public final class Grid {
    /** More places are refused. */
    public static final int MAX_PLACES = 1_000_000;

    private static final int DECIMALS = 10;
    private static final double SECOND_MILLIS = 1_000;

    private final long firstMillis;
    private final long intervalMillis;
    private final double[] values;

    private Grid(long firstMillis, long intervalMillis, double[] values) {
        this.firstMillis = firstMillis;
        this.intervalMillis = intervalMillis;
        this.values = values;
    }

    /**
     * Puts samples on their places: the last one of a place counts.
     *
     * @param intervalMillis the datapoint's, at least 1
     * @param startMillis cut down to a multiple of the interval
     * @param stopMillis the last moment that is asked for
     * @param samples from {@link #start} to the last moment; others do not count
     * @throws IllegalArgumentException if there are too many places; the message is a sentence
     */
    public static Grid of(DataType type, long intervalMillis, long startMillis, long stopMillis, Samples samples) {
        long start = start(startMillis, intervalMillis);
        if (startMillis > stopMillis) {
            return new Grid(start, intervalMillis, new double[0]);
        }
        long places = Math.floorDiv(stopMillis, intervalMillis) - Math.floorDiv(startMillis, intervalMillis) + 1;
        if (places > MAX_PLACES) {
            throw new IllegalArgumentException("more than " + MAX_PLACES + " values; ask for a shorter time");
        }
        int[] sampleOf = new int[(int) places];
        Arrays.fill(sampleOf, -1);
        int count = 0;
        for (int i = 0; i < samples.size(); i++) {
            if (samples.millis(i) >= start && samples.millis(i) <= stopMillis) {
                sampleOf[(int) ((samples.millis(i) - start) / intervalMillis)] = i;
                count++;
            }
        }
        if (!type.isCounter()) {
            return new Grid(start, intervalMillis, values(sampleOf, samples));
        }
        double[] rates = count < 2 ? new double[0] : rates(type, intervalMillis, sampleOf, samples);
        return new Grid(start + intervalMillis, intervalMillis, rates);
    }

    /** The moment from which samples count. */
    public static long start(long startMillis, long intervalMillis) {
        return Math.floorDiv(startMillis, intervalMillis) * intervalMillis;
    }

    private static double[] values(int[] sampleOf, Samples samples) {
        double[] values = new double[sampleOf.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = sampleOf[place] < 0 ? Double.NaN : rounded(samples.number(sampleOf[place]));
        }
        return values;
    }

    private static double[] rates(DataType type, long intervalMillis, int[] sampleOf, Samples samples) {
        double[] rates = new double[sampleOf.length - 1];
        for (int place = 0; place < rates.length; place++) {
            int before = sampleOf[place];
            int now = sampleOf[place + 1];
            rates[place] = before < 0 || now < 0
                    ? Double.NaN
                    : rounded(CounterIncrease.between(type, samples, before, now) * SECOND_MILLIS / intervalMillis);
        }
        return rates;
    }

    private static double rounded(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value)
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                        .doubleValue()
                : Double.NaN;
    }

    public int size() {
        return values.length;
    }

    /** Milliseconds since 1970. */
    public long timestampMillis(int place) {
        return firstMillis + place * intervalMillis;
    }

    /** The value or rate; NaN for what pattoo answers as null. */
    public double value(int place) {
        return values[place];
    }
}
