package io.puypuy.check.jolokia;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.GarbageCollectors;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** The metrics of the check, by the MBean that has them. Source: java.lang.management and com.sun.management of the JDK. */
final class JvmMetrics {
    static final GarbageCollectors COLLECTORS = new GarbageCollectors("jolokia", "jolokia");
    static final MetricTable MEMORY = MetricTable.builder()
            .required("NonHeapMemoryUsage.used", bytes("jolokia_nonheap_used", "memory used beside the heap"))
            .required(
                    "NonHeapMemoryUsage.committed",
                    bytes("jolokia_nonheap_committed", "memory reserved beside the heap")
                            .reaction(-3))
            .required(
                    "NonHeapMemoryUsage.max",
                    bytes("jolokia_nonheap_max", "limit of the memory beside the heap; -1 if there is none")
                            .reaction(-3))
            .required("HeapMemoryUsage.used", bytes("jolokia_heap_used", "heap used, with garbage not yet collected"))
            .required(
                    "HeapMemoryUsage.committed",
                    bytes("jolokia_heap_committed", "heap reserved").reaction(-3))
            .required(
                    "HeapMemoryUsage.max",
                    bytes("jolokia_heap_max", "limit of the heap; -1 if there is none")
                            .reaction(-3))
            .build();
    static final MetricTable THREADS = MetricTable.builder()
            .required(
                    "PeakThreadCount",
                    count("jolokia_peakthreadcount", "threads", "most threads at a time since the start"))
            .required("ThreadCount", count("jolokia_threadcount", "threads", "threads that run"))
            .required(
                    "DaemonThreadCount",
                    count("jolokia_daemonthreadcount", "threads", "those of them that do not keep the JVM alive"))
            .optional(
                    "TotalStartedThreadCount",
                    rate("jolokia_totalstartedthreadcount", "threads/s", "threads that began"))
            .build();
    static final MetricTable CLASSES = MetricTable.builder()
            .optional("LoadedClassCount", count("jolokia_loadedclasscount", "classes", "classes in memory"))
            .build();
    static final MetricTable RUNTIME = MetricTable.builder()
            .optional("Uptime", count("jolokia_uptime", "ms", "time since the JVM started"))
            .build();
    static final Metric PROCESS_CPU = Metric.floating("jolokia_processcpuload", "")
            .type("jolokia")
            .help("share of all processors that the JVM uses, 0 to 1");
    static final Metric SYSTEM_CPU = Metric.floating("jolokia_systemcpuload", "")
            .type("jolokia")
            .help("share of all processors that the machine uses, 0 to 1");
    static final MetricTable FILES = MetricTable.builder()
            .optional(
                    "OpenFileDescriptorCount",
                    count("jolokia_openfiledescriptorcount", "files", "files and sockets that are open"))
            .optional(
                    "MaxFileDescriptorCount",
                    count("jolokia_maxfiledescriptorcount", "files", "files and sockets that may be open"))
            .build();
    static final MetricTable POOLS = MetricTable.builder()
            .optional("Usage.used", bytes("jolokia_pool_used", "memory used in the pool"))
            .optional("Usage.max", bytes("jolokia_pool_max", "limit of the pool; -1 if there is none"))
            .build();
    static final Metric COLLECTION_RATE = rate("jolokia_gc_collectiontime_rate", "ms/s", "time spent in collections");

    private JvmMetrics() {}

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(COLLECTORS.metrics());
        all.add(COLLECTION_RATE);
        all.addAll(MEMORY.metrics());
        all.addAll(THREADS.metrics());
        all.addAll(CLASSES.metrics());
        all.addAll(RUNTIME.metrics());
        all.add(PROCESS_CPU);
        all.add(SYSTEM_CPU);
        all.addAll(FILES.metrics());
        all.addAll(POOLS.metrics());
        return all;
    }

    private static Metric bytes(String name, String help) {
        return count(name, "bytes", help);
    }

    private static Metric count(String name, String unit, String help) {
        return Metric.integer(name, unit).type("jolokia").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("jolokia").chart(ChartType.RATE).help(help);
    }
}
