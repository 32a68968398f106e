package io.puypuy.server.store;

import io.puypuy.pattoo.document.DataType;
import java.util.List;

/**
 * What is asked of datapoints.
 *
 * @param datapoints which ones; of one that is there twice the second is left out of the answer
 * @param raw whether counters are answered as the totals that they are, instead of their change per second
 */
public record DatapointQuery(List<Datapoint> datapoints, Window window, boolean raw) {
    /** More are refused. */
    public static final int MAX_DATAPOINTS = 100;

    private static final long LEAST_LOOK_BACK_MILLIS = 600_000;
    private static final long MOST_LOOK_BACK_MILLIS = 86_400_000;
    private static final int INTERVALS_BACK = 3;

    /**
     * A datapoint as whoever asks knows it.
     *
     * @param number from 1 on
     * @param intervalMillis time between its samples; 0 if that is not known
     */
    public record Datapoint(int number, DataType type, long intervalMillis) {
        public Datapoint {
            SampleRows.series(number);
        }
    }

    /** An {@link IllegalArgumentException} if there are too many; the message is a sentence. */
    public DatapointQuery {
        if (datapoints.size() > MAX_DATAPOINTS) {
            throw new IllegalArgumentException("not more than " + MAX_DATAPOINTS + " datapoints can be asked at once");
        }
        datapoints = List.copyOf(datapoints);
    }

    boolean asRate(Datapoint datapoint) {
        return !raw && datapoint.type().isCounter();
    }

    /** How long before the time asked for a counter may have had the sample that its first change is counted from. */
    static long lookBackMillis(Datapoint counter) {
        long some = Math.min(counter.intervalMillis(), MOST_LOOK_BACK_MILLIS) * INTERVALS_BACK;
        return Math.min(Math.max(some, LEAST_LOOK_BACK_MILLIS), MOST_LOOK_BACK_MILLIS);
    }

    /** First moment that must be looked at. */
    long firstMillis() {
        long back = 0;
        for (Datapoint datapoint : datapoints) {
            if (asRate(datapoint)) {
                back = Math.max(back, lookBackMillis(datapoint));
            }
        }
        return Math.max(0, window.fromMillis() - back);
    }
}
