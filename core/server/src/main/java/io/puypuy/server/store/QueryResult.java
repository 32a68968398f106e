package io.puypuy.server.store;

import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import java.util.List;

/**
 * The answer to a {@link Query}: columns of one length.
 *
 * @param times where the steps begin, in milliseconds since 1970
 * @param truncated whether there are more series than could be answered
 */
// Hundreds of thousands of numbers: boxed ones would not fit into the small heap.
@SuppressWarnings("ArrayRecordComponent")
public record QueryResult(
        Metric metric, Query query, long stepMillis, long[] times, List<Column> series, boolean truncated) {
    /**
     * One series.
     *
     * @param values one for each step; NaN where there is none
     * @param last newest of all single values in the time asked for; min, avg and max likewise
     */
    public record Column(Tags tags, double[] values, double last, double min, double avg, double max) {}
}
