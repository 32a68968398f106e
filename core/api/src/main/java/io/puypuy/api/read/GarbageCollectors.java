package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The collectors of a JVM, which most checks of Java servers report: how long the last collection took, and how many there
 * were and how long they took since the JVM started. Source: java.lang.management.GarbageCollectorMXBean and
 * com.sun.management.GcInfo. Immutable.
 */
public final class GarbageCollectors {
    /** Asks for what {@link #report} reads. */
    public static final Jolokia.Read QUESTION = new Jolokia.Read(
            "java.lang:type=GarbageCollector,name=*", "Name", "CollectionCount", "CollectionTime", "LastGcInfo");

    private final Metric last;
    private final Metric count;
    private final Metric time;

    /**
     * The metrics {@code <prefix>_lastgcinfo}, {@code <prefix>_gc_collectioncount} and {@code <prefix>_gc_collectiontime}.
     *
     * @param type check_type of the metrics
     */
    public GarbageCollectors(String prefix, String type) {
        last = Metric.integer(prefix + "_lastgcinfo", "ms").type(type).help("duration of the last collection");
        count = Metric.integer(prefix + "_gc_collectioncount", "")
                .type(type)
                .reaction(-1)
                .help("collections since the start");
        time = Metric.integer(prefix + "_gc_collectiontime", "ms")
                .type(type)
                .reaction(-1)
                .help("time of all collections since the start");
    }

    public List<Metric> metrics() {
        return List.of(last, count, time);
    }

    /**
     * Reports one collector with the tag {@code gctype}. One that has not run yet has no last collection.
     *
     * @param collector attributes of its MBean
     */
    public void report(Json collector, Tags more, CheckRun run) throws CheckException {
        Tags tags = Tags.of("gctype", tag(collector)).and(more);
        add(last, collector.number("LastGcInfo.duration"), tags, run);
        add(count, collector.number("CollectionCount"), tags, run);
        add(time, collector.number("CollectionTime"), tags, run);
    }

    // The JVM says -1 of what it does not know.
    private static void add(Metric metric, Optional<Number> number, Tags tags, CheckRun run) {
        if (number.isPresent() && number.get().longValue() >= 0) {
            run.add(metric, number.get().longValue(), tags);
        }
    }

    /** PuyPuy's name of a collector: {@code g1_young}, {@code g1_concurrent_gc}, {@code cms}, {@code zgc_major_cycles}. */
    public static String tag(Json collector) throws CheckException {
        return collector
                .get("Name")
                .toString()
                .replace(" Generation", "")
                .replace("ConcurrentMarkSweep", "cms")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '_');
    }
}
