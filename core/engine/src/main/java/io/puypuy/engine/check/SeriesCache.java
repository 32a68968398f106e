package io.puypuy.engine.check;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.rate.RateCalculator;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The series of one check instance: one object for each as long as it is used. Those that were not seen for as long as
 * rates remember them are forgotten. Owner: the thread that runs the job.
 */
final class SeriesCache {
    /** How often it looks in the time that a series is remembered. */
    private static final int SWEEPS = 10;

    private final Origin origin;
    private final String target;
    private final int maxSeries;
    private final long memoryMillis;
    // By the tags as the check gave them; of one metric, because its hash is dear and checks report metric by metric.
    private final Map<Metric, Map<Tags, Entry>> entries = new HashMap<>();
    private int size;
    private long nextSweepMillis;

    /** A series and its last use. */
    static final class Entry {
        final Series series;
        private long lastRun;
        private long lastMillis;

        private Entry(Series series) {
            this.series = series;
        }

        /** Notes the use; false if this run has used it before. */
        boolean use(long run, long millis) {
            boolean first = lastRun != run;
            lastRun = run;
            lastMillis = millis;
            return first;
        }
    }

    /**
     * An empty cache.
     *
     * @param target label of the check's section, empty if it has none
     * @param maxSeries that one run may have
     */
    SeriesCache(Origin origin, String target, Duration period, int maxSeries) {
        this.origin = origin;
        this.target = target;
        this.maxSeries = maxSeries;
        this.memoryMillis = RateCalculator.memoryMillis(period);
    }

    /** What is known of the metric with these tags; null if nothing is. */
    @Nullable
    Entry find(Metric metric, Tags tags) {
        Map<Tags, Entry> ofMetric = entries.get(metric);
        return ofMetric == null ? null : ofMetric.get(tags);
    }

    /**
     * Makes the series of a metric with these tags.
     *
     * @param run its number; what it has used is not forgotten to make room
     * @return null if the run has as many series as it may
     */
    @Nullable
    Entry add(Metric metric, Tags tags, long run) {
        Tags plain = withoutDefaults(tags);
        Entry same = plain.equals(tags) ? null : find(metric, plain);
        if (size >= maxSeries) {
            forget(entry -> entry.lastRun != run);
            if (size >= maxSeries) {
                return null;
            }
        }
        Entry entry = same == null ? new Entry(series(metric, plain)) : same;
        Map<Tags, Entry> ofMetric = entries.computeIfAbsent(metric, first -> new HashMap<>(4));
        if (ofMetric.put(tags, entry) == null) {
            size++;
        }
        if (!plain.equals(tags) && ofMetric.put(plain, entry) == null) {
            size++;
        }
        return entry;
    }

    /** Tags that say what is so without them would make two objects of one series. */
    private Tags withoutDefaults(Tags tags) {
        Tags plain = tags;
        if (tags.value("host").equals(Optional.of(origin.host()))) {
            plain = plain.without("host");
        }
        return plain.value("target").equals(Optional.of(target)) ? plain.without("target") : plain;
    }

    private Series series(Metric metric, Tags tags) {
        Optional<String> host = tags.value("host");
        Tags own = host.isPresent() ? tags.without("host") : tags;
        Tags all = target.isEmpty() ? own : Tags.of("target", target).and(own);
        return new Series(metric, host.isPresent() ? origin.withHost(host.get()) : origin, all);
    }

    /** Forgets what was not used for long; looks only now and then. */
    void sweep(long nowMillis) {
        if (nowMillis < nextSweepMillis && nextSweepMillis - nowMillis <= memoryMillis) {
            return;
        }
        nextSweepMillis = nowMillis + memoryMillis / SWEEPS;
        // A clock that was set back makes everything look new, which only keeps it a little longer.
        forget(entry -> nowMillis - entry.lastMillis > memoryMillis);
    }

    private void forget(Predicate<Entry> old) {
        Iterator<Map<Tags, Entry>> metrics = entries.values().iterator();
        size = 0;
        while (metrics.hasNext()) {
            Map<Tags, Entry> ofMetric = metrics.next();
            ofMetric.values().removeIf(old);
            size += ofMetric.size();
            if (ofMetric.isEmpty()) {
                metrics.remove();
            }
        }
    }

    int size() {
        return size;
    }
}
