package io.puypuy.engine.own;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.schedule.Schedule;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the points {@code puypuy_*} of one cycle. Used by the thread {@code cycle} only. */
public final class OwnMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(OwnMetrics.class);
    private static final double MILLIS = 1e3;

    private static final Metric JOB_DURATION = seconds("puypuy_job_duration_seconds", "duration of the last run");
    private static final Metric JOB_POINTS = count("puypuy_job_points", "points of the last run");
    private static final Metric JOB_RUNS = total("puypuy_job_runs_total", "runs");
    private static final Metric JOB_FAILURES = total("puypuy_job_failures_total", "runs that failed");
    private static final Metric JOB_TIMEOUTS = total("puypuy_job_timeouts_total", "runs that took too long");
    private static final Metric JOB_SKIPPED =
            total("puypuy_job_skipped_total", "runs that did not begin, because the one before had not ended");

    private static final Metric COLLECTED = total("puypuy_backend_collected_total", "points for the backend");
    private static final Metric DELIVERED = total("puypuy_backend_delivered_total", "points the receiver stored");
    private static final Metric REJECTED = total("puypuy_backend_rejected_total", "points the receiver refused");
    private static final Metric DROPPED = total("puypuy_backend_dropped_total", "points lost");
    private static final Metric WAITING = count("puypuy_backend_waiting", "points in memory and spool");
    private static final Metric WAITING_BYTES =
            own(Metric.integer("puypuy_backend_waiting_bytes", "bytes"), "bytes of the spool");
    private static final Metric LAST_SUCCESS =
            seconds("puypuy_backend_last_success_age_seconds", "time since the receiver last stored something");

    private static final Metric LATENESS =
            seconds("puypuy_cycle_lateness_seconds", "how long after its tick the cycle began");
    private static final Metric DURATION = seconds("puypuy_cycle_duration_seconds", "until all points were gathered");
    private static final Metric MISSED = total("puypuy_cycle_missed_total", "ticks at which no cycle could begin");
    private static final Metric POINTS = count("puypuy_cycle_points", "points of the cycle, without these");
    private static final Metric LOST =
            total("puypuy_cycle_dropped_total", "points dropped because a cycle had too many");

    private static final Metric NOT_FINITE =
            total("puypuy_values_not_finite_total", "values dropped because they were infinite or not a number");
    private static final Metric REFUSED =
            total("puypuy_values_refused_total", "values of checks dropped, such as those reported twice in a run");
    private static final Metric RESETS =
            total("puypuy_counter_resets_total", "totals that went backwards, which gives no rate");
    private static final Metric BAD_LINES = total("puypuy_scripts_bad_lines_total", "lines that are no points");
    private static final Metric LEFT_BEHIND =
            total("puypuy_scripts_left_behind_total", "processes that ended scripts left running, killed");

    private static final Metric CPU =
            own(Metric.percent("puypuy_process_cpu_percent"), "CPU time of the agent, of one core");
    private static final Metric RESIDENT =
            own(Metric.integer("puypuy_process_resident_bytes", "bytes"), "resident memory of the agent");
    private static final Metric HEAP = own(Metric.integer("puypuy_process_heap_bytes", "bytes"), "used Java heap");
    private static final Metric THREADS = count("puypuy_process_threads", "threads of the agent");
    private static final Metric OPEN_FILES = count("puypuy_process_open_files", "open files of the agent");

    private final Origin origin;
    // One instance a series, as everywhere; replaced each cycle by those in use, so that it cannot grow.
    private Map<Key, Series> series = new HashMap<>();
    private Map<Key, Series> inUse = new HashMap<>();
    private long lastCpuMillis = -1;
    private long lastMillis;

    private record Key(Metric metric, Tags tags) {
        @Override
        public int hashCode() {
            return 31 * metric.hashCode() + tags.hashCode();
        }

        // Not the record's own, for the reason that Metric has.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && metric.equals(key.metric) && tags.equals(key.tags);
        }
    }

    public OwnMetrics(Origin origin) {
        this.origin = origin;
    }

    /** All metrics, for the documentation. */
    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(List.of(
                JOB_DURATION,
                JOB_POINTS,
                JOB_RUNS,
                JOB_FAILURES,
                JOB_TIMEOUTS,
                JOB_SKIPPED,
                COLLECTED,
                DELIVERED,
                REJECTED,
                DROPPED,
                WAITING,
                WAITING_BYTES,
                LAST_SUCCESS,
                LATENESS,
                DURATION,
                MISSED,
                POINTS,
                LOST,
                NOT_FINITE,
                REFUSED,
                RESETS,
                BAD_LINES,
                LEFT_BEHIND,
                CPU,
                RESIDENT,
                HEAP,
                THREADS,
                OPEN_FILES));
        all.addAll(IntakeMetrics.all());
        return all;
    }

    static Metric own(Metric metric, String help) {
        return metric.type("puypuy").reaction(-3).help(help);
    }

    private static Metric seconds(String name, String help) {
        return own(Metric.floating(name, "s"), help);
    }

    static Metric count(String name, String help) {
        return own(Metric.integer(name, ""), help);
    }

    static Metric total(String name, String help) {
        return count(name, help).chart(ChartType.COUNTER);
    }

    /**
     * The points of a finished cycle.
     *
     * @param losses since the daemon's start
     * @param status the daemon's
     */
    public List<DataPoint> points(Schedule.Run run, int cyclePoints, Losses losses, EngineStatus status) {
        Batch batch = new Batch(run.time().toEpochMilli(), new ArrayList<>());
        for (JobStatus job : status.jobs()) {
            job(job, batch);
        }
        for (BackendStatus backend : status.backends()) {
            backend(backend, batch);
        }
        batch.add(LATENESS, run.lateness().toMillis() / MILLIS, Tags.none());
        batch.add(DURATION, run.duration().toMillis() / MILLIS, Tags.none());
        batch.add(MISSED, run.missed(), Tags.none());
        batch.add(POINTS, cyclePoints, Tags.none());
        losses(losses, batch);
        process(batch);
        status.intake()
                .ifPresent(
                        intake -> IntakeMetrics.add(intake, (metric, value) -> batch.add(metric, value, Tags.none())));
        series = inUse;
        inUse = new HashMap<>(series.size() * 2);
        return batch.points;
    }

    private static void losses(Losses losses, Batch batch) {
        batch.add(LOST, losses.droppedPoints(), Tags.none());
        batch.add(NOT_FINITE, losses.notFinite(), Tags.none());
        batch.add(REFUSED, losses.refused(), Tags.none());
        batch.add(RESETS, losses.resets(), Tags.none());
        batch.add(BAD_LINES, losses.badLines(), Tags.none());
        batch.add(LEFT_BEHIND, losses.leftBehind(), Tags.none());
    }

    private void job(JobStatus job, Batch batch) {
        if (job.runs() == 0) {
            return;
        }
        String kind = job.kind() == JobStatus.Kind.CHECK ? "check" : "script";
        Tags tags = Tags.of(kind, job.name()).and("target", job.target());
        batch.add(JOB_DURATION, job.durationMillis() / MILLIS, tags);
        batch.add(JOB_POINTS, job.points(), tags);
        batch.add(JOB_RUNS, job.runs(), tags);
        batch.add(JOB_FAILURES, job.failures(), tags);
        batch.add(JOB_TIMEOUTS, job.timeouts(), tags);
        batch.add(JOB_SKIPPED, job.skipped(), tags);
    }

    private void backend(BackendStatus backend, Batch batch) {
        Tags tags = Tags.of("backend", backend.name());
        BackendStatus.Books books = backend.books();
        batch.add(COLLECTED, books.collected(), tags);
        batch.add(DELIVERED, books.delivered(), tags);
        batch.add(REJECTED, books.rejected(), tags);
        batch.add(DROPPED, books.dropped(), tags);
        batch.add(WAITING, books.waiting(), tags);
        batch.add(WAITING_BYTES, books.waitingBytes(), tags);
        if (backend.lastSuccessMillis() > 0) {
            batch.add(LAST_SUCCESS, Math.max(0, batch.millis - backend.lastSuccessMillis()) / MILLIS, tags);
        }
    }

    private void process(Batch batch) {
        try {
            OwnProcess process = OwnProcess.read();
            if (lastCpuMillis >= 0 && batch.millis > lastMillis) {
                double share = (process.cpuMillis() - lastCpuMillis) / (double) (batch.millis - lastMillis);
                batch.add(CPU, 100 * share, Tags.none());
            }
            lastCpuMillis = process.cpuMillis();
            lastMillis = batch.millis;
            batch.add(RESIDENT, process.residentBytes(), Tags.none());
            batch.add(THREADS, process.threads(), Tags.none());
            batch.add(OPEN_FILES, process.openFiles(), Tags.none());
        } catch (IOException unreadable) {
            LOG.debug("own process cannot be read", unreadable);
        }
        Runtime runtime = Runtime.getRuntime();
        batch.add(HEAP, runtime.totalMemory() - runtime.freeMemory(), Tags.none());
    }

    private final class Batch {
        private final long millis;
        private final List<DataPoint> points;

        Batch(long millis, List<DataPoint> points) {
            this.millis = millis;
            this.points = points;
        }

        void add(Metric metric, long value, Tags tags) {
            points.add(DataPoint.of(seriesOf(metric, tags), millis, value));
        }

        void add(Metric metric, double value, Tags tags) {
            points.add(DataPoint.of(seriesOf(metric, tags), millis, value));
        }

        private Series seriesOf(Metric metric, Tags tags) {
            Key key = new Key(metric, tags);
            Series known = series.get(key);
            Series used = known == null ? new Series(metric, origin, tags) : known;
            inUse.put(key, used);
            return used;
        }
    }
}
