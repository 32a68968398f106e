package io.puypuy.server.store;

import java.util.List;

/**
 * The answer to a {@link DatapointQuery}: columns of one length, in the order of the question, of the datapoints that have
 * values.
 *
 * @param times where the steps begin, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
public record DatapointResult(DatapointQuery query, long stepMillis, long[] times, List<Column> series) {
    /**
     * One datapoint.
     *
     * @param rate whether the values are changes per second
     */
    public record Column(DatapointQuery.Datapoint datapoint, boolean rate, StepValues steps) {}
}
