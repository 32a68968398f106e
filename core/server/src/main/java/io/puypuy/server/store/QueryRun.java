package io.puypuy.server.store;

import io.puypuy.api.Tags;
import io.questdb.cairo.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final @Nullable Target[] columns;
    private final boolean[] wanted;
    private boolean truncated;

    private record Target(StoredSeries series, Accumulator accumulator) {}

    QueryRun(Query query, Catalogue.Entry entry, long stepMillis, long deadlineNanos) {
        this.query = query;
        this.entry = entry;
        this.stepMillis = stepMillis;
        this.deadlineNanos = deadlineNanos;
        firstStep = Math.floorDiv(query.fromMillis(), stepMillis);
        steps = (int) Query.steps(query.fromMillis(), query.toMillis(), stepMillis);
        int ids = 0;
        for (StoredSeries series : entry.series()) {
            ids = Math.max(ids, series.id() + 1);
        }
        wanted = new boolean[ids];
        columns = new Target[ids];
        choose();
    }

    private void choose() {
        Map<Tags, Integer> slotOf = new LinkedHashMap<>();
        for (StoredSeries series : entry.series()) {
            if (!wanted(series.tags())) {
                continue;
            }
            Integer slot = slotOf.get(series.tags());
            if (slot == null) {
                if (slotOf.size() == Query.MAX_SERIES) {
                    truncated = true;
                    continue;
                }
                slot = slotOf.size();
                slotOf.put(series.tags(), slot);
                accumulators.add(new Accumulator(series.tags(), query.aggregate(), steps));
            }
            wanted[series.id()] = true;
            columns[series.id()] = new Target(series, accumulators.get(slot));
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
        if (accumulators.isEmpty()) {
            return;
        }
        try (TableReader reader = table.reader()) {
            new Scan(reader, deadlineNanos)
                    .run(query.fromMillis(), query.toMillis(), SeriesFilter.some(wanted), this::add);
        }
    }

    private boolean add(int id, long millis, long bits) {
        int step = (int) (Math.floorDiv(millis, stepMillis) - firstStep);
        Target target = Objects.requireNonNull(columns[id]);
        target.accumulator().add(step, millis, target.series().value(bits));
        return true;
    }

    long stepMillis() {
        return stepMillis;
    }

    /** The time that usually lies between two values, with room for late ones; 0 if it is not known. */
    long usualMillis() {
        long shortest = Long.MAX_VALUE;
        for (Accumulator accumulator : accumulators) {
            shortest = Math.min(shortest, accumulator.shortestMillis());
        }
        return shortest == Long.MAX_VALUE ? 0 : shortest;
    }

    QueryResult result() {
        long[] times = new long[steps];
        Arrays.setAll(times, i -> (firstStep + i) * stepMillis);
        List<QueryResult.Column> answered = new ArrayList<>();
        for (Accumulator accumulator : accumulators) {
            if (!accumulator.isEmpty()) {
                answered.add(accumulator.column());
            }
        }
        return new QueryResult(entry.metric(), query, stepMillis, times, answered, truncated);
    }
}
