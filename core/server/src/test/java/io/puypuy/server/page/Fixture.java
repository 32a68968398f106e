package io.puypuy.server.page;

import io.puypuy.api.Alert;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.engine.status.AlertStatus;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.JobStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Points and statuses of made-up machines, and their names. */
final class Fixture {
    static final String HOST = "web-01";
    static final String OTHER_HOST = "db-01";
    static final String HOSTILE_METRIC = "evil_<img src=x onerror=\"document.title='stolen'\">";
    static final String HOSTILE_TAG = "<script>document.title='stolen'</script>";
    /** Between two points of a series. */
    static final long STEP_MILLIS = 5_000;

    private static final long PERIOD_MILLIS = 1_000;
    private static final long STALL_MILLIS = 60_000;
    private static final long HISTORY_MILLIS = 15 * 60_000;

    private Fixture() {}

    /** A quarter of an hour of what the five first checks send, of two hosts. */
    static List<DataPoint> points(long now) {
        List<DataPoint> points = new ArrayList<>();
        for (String host : List.of(HOST, OTHER_HOST)) {
            add(points, now, host, Metric.percent("cpu_user").help("time in programs"), 12, Tags.of("core", "all"));
            add(points, now, host, Metric.percent("cpu_user").help("time in programs"), 14, Tags.of("core", "core0"));
            add(points, now, host, Metric.percent("cpu_system"), 4, Tags.of("core", "all"));
            add(points, now, host, Metric.percent("cpu_iowait"), 1, Tags.of("core", "all"));
            add(points, now, host, Metric.floating("sys_load_1", ""), 0.8, Tags.none());
            add(points, now, host, Metric.percent("mem_used_percent"), 41, Tags.none());
            add(points, now, host, Metric.integer("mem_total", "bytes"), 8L << 30, Tags.none());
            add(points, now, host, Metric.percent("drive_percent_used"), 63, Tags.of("mountpoint", "rootfs"));
            add(points, now, host, Metric.rate("drive_reads", "bytes/s"), 400_000, Tags.of("drive", "sda"));
            add(points, now, host, Metric.rate("bytes_rx", "bytes/s"), 1_200_000, Tags.of("interface", "eth0"));
            add(points, now, host, Metric.rate("bytes_tx", "bytes/s"), 300_000, Tags.of("interface", "eth0"));
        }
        add(points, now, HOST, Metric.floating(HOSTILE_METRIC, "<i>"), 1, Tags.of("evil", HOSTILE_TAG));
        return points;
    }

    private static void add(List<DataPoint> points, long now, String host, Metric metric, double middle, Tags tags) {
        Series series = new Series(metric, new Origin(host, "test", "", ""), tags);
        long first = (now - HISTORY_MILLIS) / STEP_MILLIS * STEP_MILLIS;
        for (long time = first; time <= now; time += STEP_MILLIS) {
            double wave = middle * (1 + 0.2 * Math.sin(time / 60_000.0 + middle));
            points.add(
                    series.metric().numberType() == NumberType.INTEGER
                            ? DataPoint.of(series, time, (long) middle)
                            : DataPoint.of(series, time, wave));
        }
    }

    /** A daemon that is well, but for one check. */
    static EngineStatus well(long now) {
        return status(now, now, 100, jobs(now));
    }

    /** A daemon that has not had a cycle for a minute. */
    static EngineStatus stalled(long now) {
        return status(now, now - STALL_MILLIS, 100, jobs(now));
    }

    /** A daemon that has just started, without any check. */
    static EngineStatus fresh(long now) {
        return status(now, now, 1, List.of());
    }

    private static EngineStatus status(long now, long lastCycle, long cycles, List<JobStatus> jobs) {
        BackendStatus.Books books = new BackendStatus.Books(1000, 990, 1, 2, 7, 2048, 1);
        return new EngineStatus(
                "1.2.3",
                4711,
                now - 3_600_000,
                now,
                new Origin(HOST, "production", "", ""),
                PERIOD_MILLIS,
                cycles,
                lastCycle,
                38,
                0,
                jobs,
                List.of(new BackendStatus("default", "Embedded", BackendStatus.State.DELIVERING, "", books, now)),
                List.of(new AlertStatus(
                        "check_disks", "Disk-Usage-rootfs", Alert.Level.WARNING, "WARNING: 91 percent", now - 60_000)),
                List.of("check_depot could not be loaded: <b>no class</b>"),
                Optional.empty());
    }

    private static List<JobStatus> jobs(long now) {
        Stream<JobStatus> good = Stream.of(
                        "check_cpustats", "check_load_average", "check_memory", "check_disks", "check_network_bytes")
                .map(name -> job(name, JobStatus.State.OK, "", now));
        JobStatus bad = job("check_nginx", JobStatus.State.FAILED, "<b>404</b> from http://127.0.0.1/status", now);
        return Stream.concat(good, Stream.of(bad)).toList();
    }

    private static JobStatus job(String name, JobStatus.State state, String message, long now) {
        return new JobStatus(JobStatus.Kind.CHECK, name, "", state, message, now, 3, 12, 1200, 100, 0, 0, 0);
    }
}
