package io.puypuy.check.disks;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.api.read.DiskCounters;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.NameFilter;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Throughput of drives. Used by the thread of the run. */
final class Drives {
    private static final Metric READS =
            rate("drive_reads", "bytes/s", "read from the drive").reaction(-3);
    private static final Metric WRITES =
            rate("drive_writes", "bytes/s", "written to the drive").reaction(-3);
    // A tenth of the milliseconds per second.
    private static final Metric BUSY = rate(
                    "drive_io_percent_used", "percent", "time in which a request was in progress")
            .chart(ChartType.PERCENT);
    private static final Metric READ_OPS =
            rate("drive_read_ops", "reads/s", "reads completed").chart(ChartType.RATE);
    private static final Metric WRITE_OPS =
            rate("drive_write_ops", "writes/s", "writes completed").chart(ChartType.RATE);
    private static final Metric READ_AWAIT =
            Metric.floating("drive_read_await", "ms").type("system").help("mean time of the reads since the last run");
    private static final Metric WRITE_AWAIT = Metric.floating("drive_write_await", "ms")
            .type("system")
            .help("mean time of the writes since the last run");
    private static final Metric WEIGHTED = rate("drive_weighted_io_time", "ms/s", "time of all requests together")
            .chart(ChartType.RATE);
    private static final Metric IN_PROGRESS =
            Metric.integer("drive_iops_in_progress", "").type("system").help("requests in progress at the moment");

    private final NameFilter excluded;
    private final Map<String, Tags> tags = new HashMap<>();
    private Map<String, DiskCounters> before = Map.of();
    // Of all names that have been seen in the table, those of whole drives.
    private Set<String> whole = Set.of();
    private Set<String> seen = Set.of();

    Drives(NameFilter excluded) {
        this.excluded = excluded;
    }

    static List<Metric> metrics() {
        return List.of(READS, WRITES, BUSY, READ_OPS, WRITE_OPS, READ_AWAIT, WRITE_AWAIT, WEIGHTED, IN_PROGRESS);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("system").help(help);
    }

    void collect(CheckRun run) throws CheckException, IOException {
        List<DiskCounters> lines =
                DiskCounters.parse(run.files().read(run.files().proc().resolve("diskstats")));
        learn(lines, run.files());
        Map<String, DiskCounters> now = new HashMap<>();
        for (DiskCounters drive : lines) {
            String name = drive.sysName();
            if (whole.contains(name) && !excluded.matches(name)) {
                report(name, drive, run);
                now.put(name, drive);
            }
        }
        before = now;
    }

    // A partition is no entry of /sys/block. The folder is listed only when a name comes up that was not there before.
    private void learn(List<DiskCounters> lines, KernelFiles files) throws IOException {
        Set<String> names = new HashSet<>();
        for (DiskCounters line : lines) {
            names.add(line.sysName());
        }
        if (!seen.containsAll(names)) {
            whole = new HashSet<>(files.list(files.sys().resolve("block")));
        }
        seen = names;
    }

    private void report(String name, DiskCounters drive, CheckRun run) {
        Tags tag = tags.computeIfAbsent(name, of -> Tags.of("drive", of));
        run.add(READS, drive.bytesRead(), tag);
        run.add(WRITES, drive.bytesWritten(), tag);
        run.add(BUSY, drive.busyMillis() / 10.0, tag);
        run.add(READ_OPS, drive.reads(), tag);
        run.add(WRITE_OPS, drive.writes(), tag);
        run.add(WEIGHTED, drive.weightedMillis(), tag);
        run.add(IN_PROGRESS, drive.inProgress(), tag);
        DiskCounters earlier = before.get(name);
        if (earlier != null) {
            await(READ_AWAIT, drive.readMillis() - earlier.readMillis(), drive.reads() - earlier.reads(), tag, run);
            await(
                    WRITE_AWAIT,
                    drive.writeMillis() - earlier.writeMillis(),
                    drive.writes() - earlier.writes(),
                    tag,
                    run);
        }
    }

    // Without a request there is no mean, and a counter that fell says nothing.
    private static void await(Metric metric, long millis, long requests, Tags tag, CheckRun run) {
        if (requests > 0 && millis >= 0) {
            run.add(metric, (double) millis / requests, tag);
        }
    }
}
