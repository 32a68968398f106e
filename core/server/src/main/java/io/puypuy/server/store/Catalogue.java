package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Series;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which series and metrics there are. {@code store-writer} adds, any thread reads; all state is guarded by the object's
 * monitor, which is held for map accesses only, but for {@link #flush}, which {@code store-writer} alone calls.
 */
final class Catalogue implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

    /** Points of further series are left out: each series takes half a kilobyte of memory, also if it has no points any more. */
    private static final int MAX_SERIES = 200_000;

    /** Fewer are not looked for at the start. */
    private static final int OLD_SERIES = 1_000;

    /** Series whose id is found without looking at their tags. */
    private static final int MAX_RECENT = 20_000;

    /** A metric as it was described last, and its series. */
    record Entry(Metric metric, List<StoredSeries> series) {}

    private final int most;
    private final CatalogueFile file;
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, List<StoredSeries>> byMetric = new HashMap<>();
    private final Map<StoredSeries.Key, StoredSeries> byKey = new HashMap<>();
    private final List<StoredSeries> added = new ArrayList<>();
    private final Map<Series, Integer> recent = new HashMap<>();
    /** The number of the next series. */
    private int next;

    private long[] lastMillis = new long[256];

    Catalogue(Path path) throws IOException {
        this(path, MAX_SERIES);
    }

    /** @param most points of further series are left out */
    Catalogue(Path path, int most) throws IOException {
        this.most = most;
        file = new CatalogueFile(path, new CatalogueFile.Reader() {
            @Override
            public void metric(Metric metric) {
                metrics.put(metric.name(), metric);
            }

            @Override
            public void series(StoredSeries series) {
                if (series.id() < next || !metrics.containsKey(series.metric())) {
                    throw new IllegalArgumentException("series out of order");
                }
                put(series);
            }
        });
    }

    /**
     * The number of the point's series, which is added if it is new; {@link #flush} before rows with it are written. Empty
     * if it is new and there are as many as there may be.
     */
    synchronized OptionalInt idOf(DataPoint point) throws IOException {
        Integer known = recent.get(point.series());
        if (known != null) {
            return OptionalInt.of(known);
        }
        StoredSeries.Key key = StoredSeries.key(point.series());
        StoredSeries series = byKey.get(key);
        if (series == null && byKey.size() >= most) {
            return OptionalInt.empty();
        }
        Metric metric = point.series().metric();
        if (!metric.equals(metrics.get(metric.name()))) {
            file.add(metric);
            metrics.put(metric.name(), metric);
        }
        if (series == null) {
            series = new StoredSeries(next, key.metric(), key.numberType(), key.tags());
            file.add(series);
            put(series);
            added.add(series);
        }
        if (recent.size() >= MAX_RECENT) {
            recent.clear();
        }
        recent.put(point.series(), series.id());
        return OptionalInt.of(series.id());
    }

    private void put(StoredSeries series) {
        byKey.put(series.key(), series);
        byMetric.computeIfAbsent(series.metric(), name -> new ArrayList<>(1)).add(series);
        next = series.id() + 1;
        if (next > lastMillis.length) {
            lastMillis = Arrays.copyOf(lastMillis, Math.max(next, lastMillis.length * 2));
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
        }
        if (!added.isEmpty()) {
            next = added.get(0).id();
        }
        added.clear();
        recent.clear();
        // Their descriptions are not in the file either.
        metrics.keySet().removeIf(name -> byMetric.getOrDefault(name, List.of()).isEmpty());
    }

    /** Notes when a series had its newest point. */
    synchronized void seen(int id, long timestampMillis) {
        if (id >= 0 && id < next && timestampMillis > lastMillis[id]) {
            lastMillis[id] = timestampMillis;
        }
    }

    /** When a series had its newest point, as far as this process has seen or looked up; 0 if it does not know. */
    synchronized long lastMillis(int id) {
        return lastMillis[id];
    }

    /** How many series there may be. */
    int most() {
        return most;
    }

    /** Whether most series have no point that this process has seen or looked up, and there are enough of them to care. */
    synchronized boolean seemsOld() {
        int unseen = 0;
        for (StoredSeries series : byKey.values()) {
            unseen += lastMillis[series.id()] == 0 ? 1 : 0;
        }
        return unseen >= OLD_SERIES && unseen > byKey.size() / 2;
    }

    /**
     * Forgets series, in the file too, and metrics that have none left. Numbers of those that stay do not change. To be called
     * before anything is added.
     *
     * @param alive numbers of the series that stay: all that have rows
     * @throws IOException if the file cannot be written, and nothing has changed
     */
    synchronized void keep(BitSet alive) throws IOException {
        List<StoredSeries> staying = byKey.values().stream()
                .filter(series -> alive.get(series.id()))
                .sorted(Comparator.comparingInt(StoredSeries::id))
                .toList();
        Set<String> named = staying.stream().map(StoredSeries::metric).collect(Collectors.toSet());
        List<Metric> described = metrics.values().stream()
                .filter(metric -> named.contains(metric.name()))
                .toList();
        LOG.info(
                "{} of {} series have no points any more and are forgotten",
                byKey.size() - staying.size(),
                byKey.size());
        file.replace(described, staying);
        metrics.keySet().retainAll(named);
        byMetric.clear();
        byKey.clear();
        staying.forEach(this::put);
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
