package io.puypuy.engine.schedule;

import io.puypuy.engine.status.JobStatus;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of one job and its runs. Guarded by the lock of its {@link JobRunner}. */
final class JobState {
    final Job job;
    // While it runs or waits for a thread.
    JobPool.@Nullable Task task;

    @Nullable
    Thread thread;

    long startNanos;
    boolean interrupted;
    boolean removed;

    private JobStatus.State state = JobStatus.State.NEW;
    private String message = "";
    private long lastRunMillis;
    private long durationMillis;
    private int points;
    private long totalPoints;
    private long runs;
    private long failures;
    private long timeouts;
    private long skipped;

    JobState(Job job) {
        this.job = job;
    }

    boolean idle() {
        return task == null;
    }

    boolean isNew() {
        return runs == 0;
    }

    /** Whether it has had all the time it may take. */
    boolean expired(long nowNanos) {
        return thread != null && nowNanos - startNanos >= job.timeout().toNanos();
    }

    void begins(Thread on, long nowNanos, long nowMillis) {
        thread = on;
        startNanos = nowNanos;
        lastRunMillis = nowMillis;
        interrupted = false;
        points = 0;
        runs++;
    }

    void reported() {
        points++;
        totalPoints++;
    }

    void skipped() {
        skipped++;
    }

    void timedOut() {
        interrupted = true;
        timeouts++;
        state = JobStatus.State.TIMED_OUT;
        message = "not finished after " + seconds(job.timeout().toMillis()) + " s";
    }

    void ends(Job.Outcome outcome, long nowNanos) {
        durationMillis = TimeUnit.NANOSECONDS.toMillis(nowNanos - startNanos);
        if (!interrupted) {
            state = outcome.state();
            message = outcome.message();
            if (state == JobStatus.State.FAILED) {
                failures++;
            } else if (state == JobStatus.State.TIMED_OUT) {
                timeouts++;
            }
        }
        thread = null;
        task = null;
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : Double.toString(millis / 1000.0);
    }

    /** A job that failed shows that until a run went better, else one that always hangs would mostly be running. */
    private JobStatus.State shownState() {
        boolean failing = state == JobStatus.State.FAILED || state == JobStatus.State.TIMED_OUT;
        return thread != null && !failing ? JobStatus.State.RUNNING : state;
    }

    JobStatus status() {
        return new JobStatus(
                job.kind(),
                job.name(),
                job.target(),
                shownState(),
                message,
                lastRunMillis,
                durationMillis,
                points,
                totalPoints,
                runs,
                failures,
                timeouts,
                skipped);
    }
}
