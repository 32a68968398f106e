package io.puypuy.server.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One go through the table of samples for one question with one length of step. Used by one thread. */
final class DatapointRun {
    private final DatapointQuery query;
    private final long stepMillis;
    private final Map<Integer, DatapointColumn> columns = new LinkedHashMap<>();

    DatapointRun(DatapointQuery query, long stepMillis) {
        this.query = query;
        this.stepMillis = stepMillis;
        for (DatapointQuery.Datapoint datapoint : query.datapoints()) {
            columns.computeIfAbsent(
                    datapoint.number(),
                    number -> new DatapointColumn(datapoint, query.asRate(datapoint), query.window(), stepMillis));
        }
    }

    /** Goes through the samples of a time, as {@link Scan#run} does. */
    interface Samples {
        void scan(long fromMillis, long toMillis, SeriesFilter wanted, Scan.Rows rows) throws IOException;
    }

    /** Answers the question. */
    static DatapointResult answer(DatapointQuery query, Samples samples) throws IOException {
        long interval = Long.MAX_VALUE;
        for (DatapointQuery.Datapoint datapoint : query.datapoints()) {
            interval = Math.min(interval, datapoint.intervalMillis());
        }
        DatapointRun run = new DatapointRun(query, query.window().step(interval == Long.MAX_VALUE ? 0 : interval));
        run.scan(samples);
        long better = query.window().step(run.usualMillis());
        if (better > run.stepMillis) {
            // Shorter steps than the datapoints have values would be half empty.
            run = new DatapointRun(query, better);
            run.scan(samples);
        }
        return run.result();
    }

    private void scan(Samples samples) throws IOException {
        if (!columns.isEmpty()) {
            SeriesFilter wanted = SeriesFilter.datapoints(columns.keySet());
            samples.scan(query.firstMillis(), query.window().toMillis(), wanted, rows());
        }
    }

    private Scan.Rows rows() {
        if (columns.size() == 1) {
            DatapointColumn only = columns.values().iterator().next();
            return (series, millis, bits) -> {
                only.add(series, millis, bits);
                return true;
            };
        }
        return (series, millis, bits) -> {
            DatapointColumn column = columns.get(SampleRows.datapoint(series));
            if (column != null) {
                column.add(series, millis, bits);
            }
            return true;
        };
    }

    /** The time that usually lies between two values; 0 if it is not known. */
    private long usualMillis() {
        long shortest = Long.MAX_VALUE;
        for (DatapointColumn column : columns.values()) {
            shortest = Math.min(shortest, column.shortestMillis());
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    private DatapointResult result() {
        List<DatapointResult.Column> answered = new ArrayList<>();
        for (DatapointColumn column : columns.values()) {
            if (!column.isEmpty()) {
                answered.add(column.result());
            }
        }
        return new DatapointResult(query, stepMillis, query.window().times(stepMillis), answered);
    }
}
