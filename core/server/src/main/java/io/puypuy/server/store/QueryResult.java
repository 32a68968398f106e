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
@SuppressWarnings("ArrayRecordComponent")
public record QueryResult(
        Metric metric, Query query, long stepMillis, long[] times, List<Column> series, boolean truncated) {
    /** One series. */
    public record Column(Tags tags, StepValues steps) {}
}
