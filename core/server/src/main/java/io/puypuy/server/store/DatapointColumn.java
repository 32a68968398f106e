package io.puypuy.server.store;

import io.puypuy.pattoo.document.DataType;

/** Samples of one datapoint on their way into steps, counters as rates. Rows come in the order of time. Used by one thread. */
final class DatapointColumn {
    private static final double SECOND_MILLIS = 1_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final DatapointQuery.Datapoint datapoint;
    private final boolean rate;
    private final Window window;
    private final long stepMillis;
    private final long earliestMillis;
    private final Accumulator accumulator;
    private long previousMillis = NEVER;
    private int previousSeries;
    private long previousBits;

    DatapointColumn(DatapointQuery.Datapoint datapoint, boolean rate, Window window, long stepMillis) {
        this.datapoint = datapoint;
        this.rate = rate;
        this.window = window;
        this.stepMillis = stepMillis;
        earliestMillis = window.fromMillis() - (rate ? DatapointQuery.lookBackMillis(datapoint) : 0);
        accumulator = new Accumulator(window.aggregate(), window.steps(stepMillis));
    }

    void add(int series, long millis, long bits) {
        // A whole and a floating number of one time are one sample.
        if (millis < earliestMillis || millis == previousMillis) {
            return;
        }
        if (millis >= window.fromMillis()) {
            int step = (int) (Math.floorDiv(millis, stepMillis) - window.firstStep(stepMillis));
            if (!rate) {
                put(step, millis, 1, number(series, bits));
            } else if (previousMillis != NEVER) {
                double passed = millis - previousMillis;
                put(step, millis, passed, increase(series, bits) / passed * SECOND_MILLIS);
            }
        }
        previousMillis = millis;
        previousSeries = series;
        previousBits = bits;
    }

    private void put(int step, long millis, double weight, double value) {
        if (Double.isFinite(value)) {
            accumulator.add(step, millis, weight, value);
        }
    }

    private double increase(int series, long bits) {
        DataType type = datapoint.type();
        if (SampleRows.isFloating(series) || SampleRows.isFloating(previousSeries)) {
            return CounterIncrease.ofFloating(type, number(previousSeries, previousBits), number(series, bits));
        }
        return CounterIncrease.ofWhole(type, previousBits, bits);
    }

    private static double number(int series, long bits) {
        return SampleRows.isFloating(series) ? Double.longBitsToDouble(bits) : (double) bits;
    }

    /** Shortest time between two values; {@link Long#MAX_VALUE} if there are not two. */
    long shortestMillis() {
        return accumulator.shortestMillis();
    }

    boolean isEmpty() {
        return accumulator.isEmpty();
    }

    DatapointResult.Column result() {
        return new DatapointResult.Column(datapoint, rate, accumulator.values());
    }
}
