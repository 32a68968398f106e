package io.puypuy.check.jolokia;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.GarbageCollectors;
import io.puypuy.api.read.Jolokia;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Memory, collectors, threads, classes, processors and files of one JVM with a Jolokia agent, all read in one request. When
 * the agent does not answer, or has no MBean of memory or threads, the run fails and sends nothing; what other MBeans would
 * say is left out where a JVM does not have them.
 */
@Extension
public final class JolokiaCheck implements Check {
    private static final URI DEFAULT = URI.create("http://127.0.0.1:8888/jolokia/read");
    // Of the operating system all attributes are read: which there are depends on the JVM, and one that is missing
    // would
    // cost the others.
    private static final List<Jolokia.Read> QUESTIONS = List.of(
            new Jolokia.Read("java.lang:type=Memory", "HeapMemoryUsage", "NonHeapMemoryUsage"),
            new Jolokia.Read(
                    "java.lang:type=Threading",
                    "PeakThreadCount",
                    "ThreadCount",
                    "DaemonThreadCount",
                    "TotalStartedThreadCount"),
            GarbageCollectors.QUESTION,
            new Jolokia.Read("java.lang:type=ClassLoading", "LoadedClassCount"),
            new Jolokia.Read("java.lang:type=Runtime", "Uptime"),
            new Jolokia.Read("java.lang:type=OperatingSystem"),
            new Jolokia.Read("java.lang:type=MemoryPool,name=*", "Name", "Usage"));

    private @Nullable Jolokia agent;

    @Override
    public String section() {
        return "Jolokia";
    }

    @Override
    public List<Metric> metrics() {
        return JvmMetrics.all();
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
        Json memory = required(answers, 0);
        Json threads = required(answers, 1);
        run.add(JvmMetrics.MEMORY, memory, Tags.none());
        run.add(JvmMetrics.THREADS, threads, Tags.none());
        if (answers.get(2).isPresent()) {
            collectors(answers.get(2).get(), run);
        }
        if (answers.get(3).isPresent()) {
            run.add(JvmMetrics.CLASSES, answers.get(3).get(), Tags.none());
        }
        if (answers.get(4).isPresent()) {
            run.add(JvmMetrics.RUNTIME, answers.get(4).get(), Tags.none());
        }
        if (answers.get(5).isPresent()) {
            operatingSystem(answers.get(5).get(), run);
        }
        if (answers.get(6).isPresent()) {
            for (Json pool : answers.get(6).get().members().values()) {
                run.add(JvmMetrics.POOLS, pool, Tags.of("pool", poolTag(pool)));
            }
        }
    }

    private static Json required(List<Optional<Json>> answers, int question) throws CheckException {
        Optional<Json> answer = answers.get(question);
        if (answer.isEmpty()) {
            throw new CheckException("the JVM has no MBean "
                    + CheckException.quoted(QUESTIONS.get(question).mbean()));
        }
        return answer.get();
    }

    private static void collectors(Json collectors, CheckRun run) throws CheckException {
        for (Json collector : collectors.members().values()) {
            JvmMetrics.COLLECTORS.report(collector, Tags.none(), run);
            Optional<Number> time = collector.number("CollectionTime");
            if (time.isPresent() && time.get().longValue() >= 0) {
                Tags tags = Tags.of("gctype", GarbageCollectors.tag(collector));
                run.add(JvmMetrics.COLLECTION_RATE, time.get().longValue(), tags);
            }
        }
    }

    private static void operatingSystem(Json system, CheckRun run) throws CheckException {
        load(JvmMetrics.PROCESS_CPU, system.number("ProcessCpuLoad"), run);
        Optional<Number> load = system.number("SystemCpuLoad");
        // Its new name since JDK 14.
        load(JvmMetrics.SYSTEM_CPU, load.isPresent() ? load : system.number("CpuLoad"), run);
        run.add(JvmMetrics.FILES, system, Tags.none());
    }

    // Below zero until the JVM has measured it.
    private static void load(Metric metric, Optional<Number> load, CheckRun run) {
        if (load.isPresent() && load.get().doubleValue() >= 0) {
            run.add(metric, load.get().doubleValue());
        }
    }

    /** {@code g1_old_gen}, {@code codeheap_non-nmethods}. */
    private static String poolTag(Json pool) throws CheckException {
        return pool.get("Name")
                .toString()
                .replace("'", "")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '_');
    }
}
