package io.puypuy.server.store;

import io.puypuy.api.Tags;
import io.questdb.cairo.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One go through the table for one query with one length of step. Used by one thread. */
final class QueryRun {
    private final Query query;
    private final Catalogue.Entry entry;
    private final long stepMillis;
    private final long firstStep;
    private final int steps;
    private final long deadlineNanos;
    private final Map<Tags, Accumulator> placeOf = new HashMap<>();
    private final @Nullable Target[] columns;
    private final List<Integer> wanted = new ArrayList<>();
    private boolean truncated;

    /** A series and where its values go. */
    private static final class Target {
        private final StoredSeries series;
        /** None before its first row, and none for good if that came when there were no places left. */
        private @Nullable Accumulator accumulator;

        Target(StoredSeries series) {
            this.series = series;
        }
    }

    QueryRun(Query query, Catalogue.Entry entry, long stepMillis, long deadlineNanos) {
        this.query = query;
        this.entry = entry;
        this.stepMillis = stepMillis;
        this.deadlineNanos = deadlineNanos;
        firstStep = query.window().firstStep(stepMillis);
        steps = query.window().steps(stepMillis);
        int ids = 0;
        for (StoredSeries series : entry.series()) {
            ids = Math.max(ids, series.id() + 1);
        }
        columns = new Target[ids];
        choose();
    }

    private void choose() {
        for (StoredSeries series : entry.series()) {
            if (wanted(series.tags())) {
                wanted.add(series.id());
                columns[series.id()] = new Target(series);
            }
        }
    }

    private boolean wanted(Tags tags) {
        for (Map.Entry<String, Set<String>> filter : query.tags().entrySet()) {
            if (!filter.getValue().contains(tags.value(filter.getKey()).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    void scan(RowsTable table) throws IOException {
        if (wanted.isEmpty()) {
            return;
        }
        try (TableReader reader = table.reader()) {
            new Scan(reader, deadlineNanos)
                    .run(query.window().fromMillis(), query.window().toMillis(), SeriesFilter.some(wanted), this::add);
        }
    }

    private boolean add(int id, long millis, long bits) {
        Target target = Objects.requireNonNull(columns[id]);
        if (target.accumulator == null) {
            target.accumulator = place(target.series.tags());
        }
        if (target.accumulator == null) {
            truncated = true;
        } else {
            int step = (int) (Math.floorDiv(millis, stepMillis) - firstStep);
            target.accumulator.add(step, millis, 1, target.series.value(bits));
        }
        return true;
    }

    /** A place is given at the first row: series that have none in the time that is asked for take none from others. */
    private @Nullable Accumulator place(Tags tags) {
        Accumulator place = placeOf.get(tags);
        if (place == null && placeOf.size() < Query.MAX_SERIES) {
            place = new Accumulator(query.window().aggregate(), steps);
            placeOf.put(tags, place);
        }
        return place;
    }

    long stepMillis() {
        return stepMillis;
    }

    /** The time that usually lies between two values, with room for late ones; 0 if it is not known. */
    long usualMillis() {
        long shortest = Long.MAX_VALUE;
        for (Accumulator accumulator : placeOf.values()) {
            shortest = Math.min(shortest, accumulator.shortestMillis());
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    QueryResult result() {
        List<QueryResult.Column> answered = new ArrayList<>();
        // In the order of the catalogue, so that a series has the same place among the others in each answer.
        for (StoredSeries series : entry.series()) {
            Accumulator accumulator = placeOf.remove(series.tags());
            if (accumulator != null) {
                answered.add(new QueryResult.Column(series.tags(), accumulator.values()));
            }
        }
        return new QueryResult(
                entry.metric(), query, stepMillis, query.window().times(stepMillis), answered, truncated);
    }
}
