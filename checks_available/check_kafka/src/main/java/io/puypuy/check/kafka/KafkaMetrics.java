package io.puypuy.check.kafka;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.GarbageCollectors;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** The metrics of the check. Tables of MBeans have the property that tells them apart as field. */
final class KafkaMetrics {
    static final GarbageCollectors COLLECTORS = new GarbageCollectors("kafka", "kafka");
    static final MetricTable MEMORY = MetricTable.builder()
            .required("NonHeapMemoryUsage.used", bytes("kafka_nonheap_used", "memory used beside the heap"))
            .required(
                    "NonHeapMemoryUsage.committed", bytes("kafka_nonheap_committed", "memory reserved beside the heap"))
            .required(
                    "NonHeapMemoryUsage.max",
                    bytes("kafka_nonheap_max", "limit of the memory beside the heap; -1 if there is none")
                            .reaction(-3))
            .required("HeapMemoryUsage.used", bytes("kafka_heap_used", "heap used, with garbage not yet collected"))
            .required("HeapMemoryUsage.committed", bytes("kafka_heap_committed", "heap reserved"))
            .required(
                    "HeapMemoryUsage.max",
                    bytes("kafka_heap_max", "limit of the heap; -1 if there is none")
                            .reaction(-3))
            .build();
    static final MetricTable THREADS = MetricTable.builder()
            .optional(
                    "PeakThreadCount",
                    count("kafka_peakthreadcount", "threads", "most threads at a time since the start"))
            .optional("ThreadCount", count("kafka_threadcount", "threads", "threads that run"))
            .optional(
                    "DaemonThreadCount",
                    count("kafka_daemonthreadcount", "threads", "those of them that do not keep the JVM alive"))
            .build();

    /** {@code OneMinuteRate} of kafka.server:type=BrokerTopicMetrics,name=*. */
    static final MetricTable TRAFFIC = MetricTable.builder()
            .optional(
                    "TotalProduceRequestsPerSec",
                    mean(
                            "kafka_totalproducerequestspersec",
                            "requests/s",
                            "requests to store messages, one for each partition"))
            .optional(
                    "TotalFetchRequestsPerSec",
                    mean(
                            "kafka_totalfetchrequestspersec",
                            "requests/s",
                            "requests to read messages, one for each partition"))
            .optional("BytesInPerSec", mean("kafka_bytesinpersec", "bytes/s", "bytes from producers"))
            .optional("BytesOutPerSec", mean("kafka_bytesoutpersec", "bytes/s", "bytes to consumers"))
            .optional(
                    "BytesRejectedPerSec",
                    mean("kafka_bytesrejectedpersec", "bytes/s", "bytes of batches that were too large"))
            .optional(
                    "FailedFetchRequestsPerSec",
                    mean("kafka_failedfetchrequestspersec", "requests/s", "requests to read that failed"))
            .optional(
                    "FailedProduceRequestsPerSec",
                    mean("kafka_failedproducerequestspersec", "requests/s", "requests to store that failed"))
            .optional("MessagesInPerSec", mean("kafka_messagesinpersec", "messages/s", "messages from producers"))
            .build();

    /** {@code Count} of kafka.network:type=RequestMetrics,name=RequestsPerSec,request=*,*, all versions of a request together. */
    static final MetricTable REQUESTS = MetricTable.builder()
            .optional("Produce", rate("kafka_produce", "requests Produce"))
            .optional("JoinGroup", rate("kafka_joingroup", "requests JoinGroup"))
            .optional("FetchFollower", rate("kafka_fetchfollower", "requests Fetch of other brokers"))
            .optional(
                    "FindCoordinator",
                    rate("kafka_groupcoordinator", "requests FindCoordinator, formerly GroupCoordinator"))
            .optional(
                    "GroupCoordinator",
                    rate("kafka_groupcoordinator", "requests FindCoordinator, formerly GroupCoordinator"))
            .optional("OffsetCommit", rate("kafka_offsetcommit", "requests OffsetCommit"))
            .optional("LeaderAndIsr", rate("kafka_leaderandisr", "requests LeaderAndIsr; only with ZooKeeper"))
            .optional("ListOffsets", rate("kafka_offsets", "requests ListOffsets, formerly Offsets"))
            .optional("Offsets", rate("kafka_offsets", "requests ListOffsets, formerly Offsets"))
            .optional("OffsetFetch", rate("kafka_offsetfetch", "requests OffsetFetch"))
            .optional("Fetch", rate("kafka_fetch", "requests Fetch"))
            .optional("FetchConsumer", rate("kafka_fetchconsumer", "requests Fetch of consumers"))
            .build();

    /** {@code Value} of kafka.server:type=ReplicaManager,name=*. */
    static final MetricTable PARTITIONS = MetricTable.builder()
            .optional(
                    "UnderReplicatedPartitions",
                    count(
                            "kafka_underreplicatedpartitions",
                            "partitions",
                            "partitions led here that lack a replica in sync"))
            .optional(
                    "UnderMinIsrPartitionCount",
                    count(
                            "kafka_underminisrpartitioncount",
                            "partitions",
                            "partitions led here with fewer replicas in sync than they need"))
            .optional("PartitionCount", count("kafka_partitioncount", "partitions", "partitions on this broker"))
            .optional("LeaderCount", count("kafka_leadercount", "partitions", "partitions led here"))
            .build();

    /** {@code OneMinuteRate} of the same MBeans. */
    static final MetricTable REPLICAS = MetricTable.builder()
            .optional("IsrShrinksPerSec", mean("kafka_isrshrinkspersec", "changes/s", "replicas that fell behind"))
            .optional("IsrExpandsPerSec", mean("kafka_isrexpandspersec", "changes/s", "replicas that caught up"))
            .build();

    /** {@code Value} of kafka.controller:type=KafkaController,name=*. */
    static final MetricTable CONTROLLER = MetricTable.builder()
            .optional(
                    "OfflinePartitionsCount",
                    count("kafka_offlinepartitionscount", "partitions", "partitions of the cluster without a leader"))
            .optional(
                    "ActiveControllerCount",
                    count("kafka_activecontrollercount", "", "1 if this is the active controller, else 0"))
            .build();

    static final MetricTable HANDLERS = MetricTable.builder()
            .optional(
                    "OneMinuteRate",
                    mean(
                            "kafka_requesthandleravgidlepercent",
                            "",
                            "share of time in which request handlers are idle, 0 to 1"))
            .build();
    static final MetricTable NETWORK = MetricTable.builder()
            .optional(
                    "Value",
                    mean(
                            "kafka_networkprocessoravgidlepercent",
                            "",
                            "share of time in which network threads are idle, 0 to 1"))
            .build();
    static final Metric TOTAL_TIME = Metric.floating("kafka_totaltimems_99", "ms")
            .type("kafka")
            .help("time in which 99 percent of the requests are answered");
    static final Metric PURGATORY = count("kafka_purgatorysize", "requests", "requests that wait for something");

    private KafkaMetrics() {}

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(COLLECTORS.metrics());
        List<MetricTable> tables =
                List.of(MEMORY, THREADS, TRAFFIC, REQUESTS, PARTITIONS, REPLICAS, CONTROLLER, HANDLERS, NETWORK);
        for (MetricTable table : tables) {
            all.addAll(table.metrics());
        }
        all.add(TOTAL_TIME);
        all.add(PURGATORY);
        return all;
    }

    private static Metric bytes(String name, String help) {
        return count(name, "bytes", help);
    }

    private static Metric count(String name, String unit, String help) {
        return Metric.integer(name, unit).type("kafka").help(help);
    }

    /** A number that Kafka has made a mean of the last minute. */
    private static Metric mean(String name, String unit, String help) {
        return Metric.floating(name, unit).type("kafka").help(help);
    }

    private static Metric rate(String name, String help) {
        return Metric.rate(name, "requests/s")
                .type("kafka")
                .chart(ChartType.RATE)
                .help(help);
    }
}
