package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Series;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which series and metrics there are. {@code store-writer} adds, any thread reads; all state is guarded by the object's
 * monitor, which is held for map accesses only, but for {@link #flush}, which {@code store-writer} alone calls.
 */
final class Catalogue implements Closeable {
    /** Series whose id is found without looking at their tags. */
    private static final int MAX_RECENT = 20_000;

    /** A metric as it was described last, and its series. */
    record Entry(Metric metric, List<StoredSeries> series) {}

    private final CatalogueFile file;
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, List<StoredSeries>> byMetric = new HashMap<>();
    private final Map<StoredSeries.Key, StoredSeries> byKey = new HashMap<>();
    private final List<StoredSeries> added = new ArrayList<>();
    private final Map<Series, Integer> recent = new HashMap<>();
    private int count;
    private long[] lastMillis = new long[256];

    Catalogue(Path path) throws IOException {
        file = new CatalogueFile(path, new CatalogueFile.Reader() {
            @Override
            public void metric(Metric metric) {
                metrics.put(metric.name(), metric);
            }

            @Override
            public void series(StoredSeries series) {
                if (series.id() != count || !metrics.containsKey(series.metric())) {
                    throw new IllegalArgumentException("series out of order");
                }
                put(series);
            }
        });
    }

    /** The number of the point's series, which is added if it is new; {@link #flush} before rows with it are written. */
    synchronized int idOf(DataPoint point) throws IOException {
        Integer known = recent.get(point.series());
        if (known != null) {
            return known;
        }
        Metric metric = point.series().metric();
        if (!metric.equals(metrics.get(metric.name()))) {
            file.add(metric);
            metrics.put(metric.name(), metric);
        }
        StoredSeries.Key key = StoredSeries.key(point.series());
        StoredSeries series = byKey.get(key);
        if (series == null) {
            series = new StoredSeries(count, key.metric(), key.numberType(), key.tags());
            file.add(series);
            put(series);
            added.add(series);
        }
        if (recent.size() >= MAX_RECENT) {
            recent.clear();
        }
        recent.put(point.series(), series.id());
        return series.id();
    }

    private void put(StoredSeries series) {
        byKey.put(series.key(), series);
        byMetric.computeIfAbsent(series.metric(), name -> new ArrayList<>(1)).add(series);
        count++;
        if (count > lastMillis.length) {
            lastMillis = Arrays.copyOf(lastMillis, lastMillis.length * 2);
        }
    }

    /** Makes new series durable. If that fails, they are not known: the next point of such a series adds it anew. */
    void flush() throws IOException {
        try {
            file.flush();
        } catch (IOException e) {
            forgetAdded();
            throw e;
        }
        added.clear();
    }

    private synchronized void forgetAdded() {
        for (StoredSeries series : added) {
            byKey.remove(series.key());
            List<StoredSeries> others = byMetric.get(series.metric());
            if (others != null) {
                others.remove(series);
            }
            count--;
        }
        added.clear();
        recent.clear();
        // Their descriptions are not in the file either.
        metrics.keySet().removeIf(name -> byMetric.getOrDefault(name, List.of()).isEmpty());
    }

    /** Notes when a series had its newest point. */
    synchronized void seen(int id, long timestampMillis) {
        if (id >= 0 && id < count && timestampMillis > lastMillis[id]) {
            lastMillis[id] = timestampMillis;
        }
    }

    /** When a series had its newest point, as far as this process has seen or looked up; 0 if it does not know. */
    synchronized long lastMillis(int id) {
        return lastMillis[id];
    }

    synchronized int count() {
        return count;
    }

    /** The metrics with series, by name. */
    synchronized List<Entry> metrics() {
        List<Entry> entries = new ArrayList<>(metrics.size());
        for (Metric metric : metrics.values()) {
            entries.add(entry(metric));
        }
        return entries;
    }

    synchronized Optional<Entry> metric(String name) {
        return Optional.ofNullable(metrics.get(name)).map(this::entry);
    }

    private Entry entry(Metric metric) {
        return new Entry(metric, List.copyOf(byMetric.getOrDefault(metric.name(), List.of())));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
