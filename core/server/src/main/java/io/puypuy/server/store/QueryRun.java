package io.puypuy.server.store;

import io.puypuy.api.Tags;
import io.questdb.cairo.TableReader;
import java.io.IOException;
import java.util.ArrayList;
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
    private final Map<Tags, Integer> slotOf = new LinkedHashMap<>();
    private final List<Accumulator> accumulators = new ArrayList<>();
    private final @Nullable Target[] columns;
    private final List<Integer> wanted = new ArrayList<>();
    private boolean truncated;

    private record Target(StoredSeries series, Accumulator accumulator) {}

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
                accumulators.add(new Accumulator(query.window().aggregate(), steps));
            }
            wanted.add(series.id());
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
                    .run(query.window().fromMillis(), query.window().toMillis(), SeriesFilter.some(wanted), this::add);
        }
    }

    private boolean add(int id, long millis, long bits) {
        int step = (int) (Math.floorDiv(millis, stepMillis) - firstStep);
        Target target = Objects.requireNonNull(columns[id]);
        target.accumulator().add(step, millis, 1, target.series().value(bits));
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
        List<QueryResult.Column> answered = new ArrayList<>();
        slotOf.forEach((tags, slot) -> {
            Accumulator accumulator = accumulators.get(slot);
            if (!accumulator.isEmpty()) {
                answered.add(new QueryResult.Column(tags, accumulator.values()));
            }
        });
        return new QueryResult(
                entry.metric(), query, stepMillis, query.window().times(stepMillis), answered, truncated);
    }
}
