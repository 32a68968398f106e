package io.puypuy.check.kafka;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.GarbageCollectors;
import io.puypuy.api.read.Jolokia;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Traffic, requests and replicas of one Kafka broker or controller, and its JVM, all read in one request to its Jolokia agent.
 * Source: "Monitoring" of Kafka's documentation. When the agent does not answer, or the JVM has no MBeans of Kafka, the run
 * fails and sends nothing; what this version or role of Kafka does not have is left out.
 */
@Extension
public final class KafkaCheck implements Check {
    private static final URI DEFAULT = URI.create("http://127.0.0.1:7777/jolokia/read");
    private static final String MEMORY = "java.lang:type=Memory";
    private static final List<String> TIMED = List.of("Produce", "FetchConsumer", "FetchFollower");
    private static final List<Jolokia.Read> QUESTIONS = questions();

    private @Nullable Jolokia agent;

    private static List<Jolokia.Read> questions() {
        List<Jolokia.Read> questions = new ArrayList<>(List.of(
                new Jolokia.Read(MEMORY, "HeapMemoryUsage", "NonHeapMemoryUsage"),
                new Jolokia.Read("java.lang:type=Threading", "PeakThreadCount", "ThreadCount", "DaemonThreadCount"),
                GarbageCollectors.QUESTION,
                // Those of single topics have one property more.
                new Jolokia.Read("kafka.server:type=BrokerTopicMetrics,name=*", "OneMinuteRate"),
                // Since Kafka 2.0 there is one for each version of a request.
                new Jolokia.Read("kafka.network:type=RequestMetrics,name=RequestsPerSec,request=*,*", "Count"),
                new Jolokia.Read("kafka.server:type=ReplicaManager,name=*", "Value", "OneMinuteRate"),
                new Jolokia.Read("kafka.controller:type=KafkaController,name=*", "Value"),
                new Jolokia.Read(
                        "kafka.server:type=KafkaRequestHandlerPool,name=RequestHandlerAvgIdlePercent", "OneMinuteRate"),
                new Jolokia.Read("kafka.network:type=SocketServer,name=NetworkProcessorAvgIdlePercent", "Value"),
                new Jolokia.Read(
                        "kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=*", "Value")));
        for (String request : TIMED) {
            questions.add(new Jolokia.Read(
                    "kafka.network:type=RequestMetrics,name=TotalTimeMs,request=" + request,
                    "99thPercentile",
                    "Count"));
        }
        return List.copyOf(questions);
    }

    @Override
    public String section() {
        return "Kafka";
    }

    @Override
    public List<Metric> metrics() {
        return KafkaMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        agent = Jolokia.from(settings, "jolokia", DEFAULT);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        if (agent == null) {
            throw new IllegalStateException("not configured");
        }
        List<Optional<Json>> answers = agent.readAll(run, QUESTIONS);
        MBeans traffic = MBeans.by("name", answers.get(3));
        MBeans controller = MBeans.by("name", answers.get(6));
        if (answers.get(0).isEmpty()) {
            throw new CheckException("the JVM has no MBean \"" + MEMORY + "\"");
        }
        if (traffic.isEmpty() && controller.isEmpty()) {
            throw new CheckException("the JVM has no MBeans of Kafka; it is none, or is still starting");
        }
        jvm(answers.get(0).get(), answers.get(1), answers.get(2), run);
        run.add(KafkaMetrics.TRAFFIC, traffic.attribute("OneMinuteRate"), Tags.none());
        run.add(KafkaMetrics.REQUESTS, MBeans.by("request", answers.get(4)).attribute("Count"), Tags.none());
        MBeans replicas = MBeans.by("name", answers.get(5));
        run.add(KafkaMetrics.PARTITIONS, replicas.attribute("Value"), Tags.none());
        run.add(KafkaMetrics.REPLICAS, replicas.attribute("OneMinuteRate"), Tags.none());
        run.add(KafkaMetrics.CONTROLLER, controller.attribute("Value"), Tags.none());
        if (answers.get(7).isPresent()) {
            run.add(KafkaMetrics.HANDLERS, answers.get(7).get(), Tags.none());
        }
        if (answers.get(8).isPresent()) {
            run.add(KafkaMetrics.NETWORK, answers.get(8).get(), Tags.none());
        }
        purgatories(MBeans.by("delayedOperation", answers.get(9)), run);
        for (int i = 0; i < TIMED.size(); i++) {
            Optional<Json> times = answers.get(10 + i);
            if (times.isPresent()) {
                totalTime(TIMED.get(i), times.get(), run);
            }
        }
    }

    private static void jvm(Json memory, Optional<Json> threads, Optional<Json> collectors, CheckRun run)
            throws CheckException {
        run.add(KafkaMetrics.MEMORY, memory, Tags.none());
        if (threads.isPresent()) {
            run.add(KafkaMetrics.THREADS, threads.get(), Tags.none());
        }
        if (collectors.isPresent()) {
            for (Json collector : collectors.get().members().values()) {
                KafkaMetrics.COLLECTORS.report(collector, Tags.none(), run);
            }
        }
    }

    private static void purgatories(MBeans purgatories, CheckRun run) throws CheckException {
        Fields sizes = purgatories.attribute("Value");
        for (String operation : purgatories.values()) {
            Optional<Number> size = sizes.number(operation);
            if (size.isPresent()) {
                run.add(KafkaMetrics.PURGATORY, size.get().longValue(), Tags.of("operation", operation));
            }
        }
    }

    // Without a request yet Kafka says 0, which is no time.
    private static void totalTime(String request, Json times, CheckRun run) throws CheckException {
        Optional<Number> percentile = times.number("99thPercentile");
        boolean any = times.number("Count").map(Number::longValue).orElse(0L) > 0;
        if (percentile.isPresent() && any) {
            run.add(KafkaMetrics.TOTAL_TIME, percentile.get().doubleValue(), Tags.of("request", request));
        }
    }
}
