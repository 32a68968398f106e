package io.puypuy.engine.schedule;

import io.puypuy.api.DataPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code cycle}: at every tick it asks which jobs there are, runs those that are due, and hands over the
 * points that have arrived by the deadline.
 */
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    // What is left of the period goes to encoding and storing.
    private static final double DEADLINE_SHARE = 0.8;
    /** For what an interrupted cycle does on its way out. */
    private static final long INTERRUPTED_MILLIS = 500;

    private final JobRunner runner;
    private final Cycle cycle;
    private final Thread thread;
    private volatile boolean stopping;

    /** What happens around the jobs; called on the thread {@code cycle}. */
    public interface Cycle {
        /** The jobs that there are now, after looking for changes of settings, checks and scripts. */
        List<Job> jobs() throws InterruptedException;

        /** The period as it is now. */
        Duration period();

        /** Takes the points of a finished cycle. */
        void finished(Run run, List<DataPoint> points);
    }

    /**
     * One finished cycle.
     *
     * @param time when its jobs began
     * @param lateness how long after its tick it began
     * @param duration until its points were gathered
     * @param missed ticks since the start at which no cycle could begin
     */
    public record Run(Instant time, Duration lateness, Duration duration, long missed) {}

    public Schedule(JobRunner runner, Cycle cycle) {
        this.runner = runner;
        this.cycle = cycle;
        this.thread = new Thread(this::run, "cycle");
    }

    public void start() {
        thread.start();
    }

    /** How long a cycle waits for its jobs, and the time that a job has if nothing else is set. */
    public static Duration deadline(Duration period) {
        return Duration.ofNanos((long) (period.toNanos() * DEADLINE_SHARE));
    }

    private void run() {
        try {
            long start = System.currentTimeMillis();
            Duration period = cycle.period();
            Ticks ticks = new Ticks(period.toMillis(), start);
            once(start, ticks);
            while (!stopping) {
                if (!cycle.period().equals(period)) {
                    period = cycle.period();
                    ticks = ticks.withPeriod(period.toMillis(), System.currentTimeMillis());
                }
                long now = System.currentTimeMillis();
                long tick = ticks.next(now);
                runner.idleUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, tick - now)));
                if (stopping) {
                    return;
                }
                once(tick, ticks);
            }
        } catch (InterruptedException asked) {
            // Only close() interrupts; the thread ends here.
            LOG.debug("schedule ends");
        }
    }

    private void once(long tick, Ticks ticks) throws InterruptedException {
        long begin = System.nanoTime();
        Duration lateness = Duration.ofMillis(Math.max(0, System.currentTimeMillis() - tick));
        try {
            List<Job> jobs = cycle.jobs();
            runner.retain(jobs);
            // Values are read now, not before looking for changes, which may take seconds.
            Instant time = Instant.ofEpochMilli(System.currentTimeMillis());
            // What looking for changes took is the cycle's, too.
            Duration left = deadline(cycle.period()).minusNanos(System.nanoTime() - begin);
            List<DataPoint> points = runner.run(due(jobs, tick), time, left);
            cycle.finished(
                    new Run(time, lateness, Duration.ofNanos(System.nanoTime() - begin), ticks.missed()), points);
        } catch (RuntimeException | Error unexpected) {
            // Whatever goes wrong in one cycle, the next one begins.
            LOG.error("a cycle failed; its points are lost", unexpected);
        }
    }

    private List<Job> due(List<Job> jobs, long tick) {
        long period = cycle.period().toMillis();
        long number = Math.floorDiv(tick, period);
        List<Job> due = new ArrayList<>(jobs.size());
        for (Job job : jobs) {
            long every = Math.max(1, job.period().toMillis() / period);
            if (number % every == 0 || runner.isNew(job)) {
                due.add(job);
            }
        }
        return due;
    }

    /**
     * Ends after the cycle in progress; interrupts it if it takes longer than the time given. Points that it did not hand
     * over then are still with the runner.
     */
    public void close(Duration limit) throws InterruptedException {
        stopping = true;
        runner.wake();
        thread.join(limit.toMillis());
        close();
        thread.join(INTERRUPTED_MILLIS);
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
