package io.puypuy.server.store;

import java.util.Arrays;

/** Values of one series on their way into steps. Rows come in the order of time. Used by one thread. */
final class Accumulator {
    private final Aggregate aggregate;
    private final double[] values;
    private final double[] weights;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double last;
    private double weight;
    private long count;
    private long previousMillis;
    private long shortestMillis = Long.MAX_VALUE;

    Accumulator(Aggregate aggregate, int steps) {
        this.aggregate = aggregate;
        values = new double[steps];
        Arrays.fill(values, Double.NaN);
        weights = aggregate == Aggregate.AVG ? new double[steps] : new double[0];
    }

    /** @param weight how much the value counts in an average, more than 0: the time that it stands for, or the same for all */
    void add(int step, long millis, double weight, double value) {
        if (count > 0 && millis > previousMillis) {
            shortestMillis = Math.min(shortestMillis, millis - previousMillis);
        }
        previousMillis = millis;
        count++;
        this.weight += weight;
        sum += value * weight;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        double before = values[step];
        boolean first = Double.isNaN(before);
        switch (aggregate) {
            case AVG -> {
                values[step] = first ? value * weight : before + value * weight;
                weights[step] += weight;
            }
            case SUM -> values[step] = first ? value : before + value;
            case MIN -> values[step] = first ? value : Math.min(before, value);
            case MAX -> values[step] = first ? value : Math.max(before, value);
            case LAST -> values[step] = value;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Shortest time between two values; {@link Long#MAX_VALUE} if there are not two. */
    long shortestMillis() {
        return shortestMillis;
    }

    StepValues values() {
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                values[i] /= weights[i];
            }
        }
        return new StepValues(values, last, min, sum / weight, max);
    }
}
