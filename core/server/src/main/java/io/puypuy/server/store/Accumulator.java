package io.puypuy.server.store;

import io.puypuy.api.Tags;
import java.util.Arrays;

/** Values of one series on their way into steps. Rows come in the order of time. Used by one thread. */
final class Accumulator {
    private final Tags tags;
    private final Aggregate aggregate;
    private final double[] values;
    private final int[] counts;

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double last;
    private long count;
    private long previousMillis;
    private long shortestMillis = Long.MAX_VALUE;

    Accumulator(Tags tags, Aggregate aggregate, int steps) {
        this.tags = tags;
        this.aggregate = aggregate;
        values = new double[steps];
        Arrays.fill(values, Double.NaN);
        counts = aggregate == Aggregate.AVG ? new int[steps] : new int[0];
    }

    void add(int step, long millis, double value) {
        if (count > 0 && millis > previousMillis) {
            shortestMillis = Math.min(shortestMillis, millis - previousMillis);
        }
        previousMillis = millis;
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
        last = value;
        double before = values[step];
        boolean first = Double.isNaN(before);
        switch (aggregate) {
            case AVG -> {
                values[step] = first ? value : before + value;
                counts[step]++;
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

    QueryResult.Column column() {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 1) {
                values[i] /= counts[i];
            }
        }
        return new QueryResult.Column(tags, values, last, min, sum / count, max);
    }
}
