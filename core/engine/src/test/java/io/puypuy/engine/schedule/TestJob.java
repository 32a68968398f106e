package io.puypuy.engine.schedule;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A job whose runs are given by the test. */
public final class TestJob implements Job {
    final AtomicInteger closed = new AtomicInteger();
    private final String name;
    private final Duration period;
    private final Duration timeout;
    private final Work work;
    private final String target;

    /** What a run does. */
    public interface Work {
        Outcome run(Instant time, Consumer<DataPoint> points) throws Exception;
    }

    TestJob(String name, Duration period, Duration timeout, Work work) {
        this(name, "", period, timeout, work);
    }

    private TestJob(String name, String target, Duration period, Duration timeout, Work work) {
        this.target = target;
        this.name = name;
        this.period = period;
        this.timeout = timeout;
        this.work = work;
    }

    public static TestJob of(String name, Work work) {
        return new TestJob(name, Duration.ofSeconds(1), Duration.ofSeconds(30), work);
    }

    static TestJob of(String name, Duration timeout, Work work) {
        return new TestJob(name, Duration.ofSeconds(1), timeout, work);
    }

    /** The same job of another section. */
    public TestJob withTarget(String label) {
        return new TestJob(name, label, period, timeout, work);
    }

    static DataPoint point(String name, Instant time) {
        Series series = new Series(Metric.integer(name, ""), new Origin("h", "", "", ""), Tags.none());
        return DataPoint.of(series, time.toEpochMilli(), 1);
    }

    @Override
    public JobStatus.Kind kind() {
        return JobStatus.Kind.CHECK;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public Duration period() {
        return period;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public Outcome run(Instant time, Consumer<DataPoint> points) throws Exception {
        return work.run(time, points);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
