package io.puypuy.check.btrfs;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.Thresholds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Errors of the devices of all mounted Btrfs file systems, and their space. Source: /sys/fs/btrfs; before Linux 5.14 errors
 * are those that {@code btrfs device stats} prints. A file system that fails costs the others nothing.
 */
@Extension
public final class BtrfsCheck implements Check {
    private static final Metric ERRORS =
            count("btrfs_errors", "errors").help("errors of the device since its counters were reset");
    private static final Metric MISSING =
            count("btrfs_device_missing", "").help("1 if the device was not found, else 0");
    private static final Metric USED =
            count("btrfs_allocation_bytes_used", "bytes").help("space in use, each copy but the first left out");
    private static final Metric TOTAL =
            count("btrfs_allocation_total_bytes", "bytes").help("space set aside, each copy but the first left out");
    private static final Metric DISK_USED =
            count("btrfs_allocation_disk_used", "bytes").help("space in use, with all copies");
    private static final Metric RESERVE =
            count("btrfs_global_reserve_bytes", "bytes").help("metadata kept for emergencies");
    private static final Metric UNALLOCATED =
            count("btrfs_unallocated_bytes", "bytes").help("space of the devices that is not set aside for anything");
    private static final String OLD_PREFIX = "btrfs_dev_";

    private Thresholds thresholds = new Thresholds(true, 2, 5);
    private BtrfsProgram program = new BtrfsProgram("btrfs", Duration.ofSeconds(3));
    private DeviceNames names = new DeviceNames(program);
    private Alert.Level reported = Alert.Level.OK;
    private RecentErrors recent = new RecentErrors(Duration.ofDays(1));

    /** The counter with the most errors of late. */
    private static final class Worst {
        private final Set<String> counters = new HashSet<>();
        private String counter = "";
        private long errors;
    }

    private static Metric count(String name, String unit) {
        return Metric.integer(name, unit).type("system");
    }

    private static Metric oldMetric(String device, ErrorCounts.Kind kind) {
        return count(OLD_PREFIX + device + "_" + kind.programName(), "errors")
                .help("the same as btrfs_errors, under PuyPuy's old name");
    }

    @Override
    public String section() {
        return "Btrfs Stats";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(ERRORS, MISSING, USED, TOTAL, DISK_USED, RESERVE, UNALLOCATED));
        for (ErrorCounts.Kind kind : ErrorCounts.Kind.values()) {
            metrics.add(oldMetric("<device>", kind));
        }
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        thresholds = Thresholds.from(settings, 2, 5);
        recent = new RecentErrors(settings.duration("alert_period", Duration.ofDays(1)));
        program =
                new BtrfsProgram(settings.text("binary", "btrfs"), settings.duration("timeout", Duration.ofSeconds(3)));
        names = new DeviceNames(program);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        List<String> uuids = FileSystem.uuids(run.files());
        names.keepOnly(uuids);
        if (uuids.isEmpty()) {
            run.nothingToReport("no Btrfs file system is mounted");
            return;
        }
        Worst worst = new Worst();
        boolean counted = false;
        boolean failed = false;
        for (String uuid : uuids) {
            try {
                FileSystem system = FileSystem.read(run.files(), uuid);
                space(system, run);
                devices(system, worst, run);
                counted |= system.hasErrors();
            } catch (CheckException | IOException e) {
                run.targetFailed(uuid, e);
                failed = true;
            }
        }
        if (!counted && !failed) {
            failed = errorsOfProgram(worst, run);
        }
        if (!failed) {
            recent.keepOnly(worst.counters);
        }
        alert(worst, failed, run);
    }

    /** Asks the program for the errors of each file system; whether one of them failed. */
    private boolean errorsOfProgram(Worst worst, CheckRun run)
            throws CheckException, IOException, InterruptedException {
        boolean failed = false;
        for (String mountPoint : BtrfsProgram.mountPoints(
                        run.files().read(run.files().proc().resolve("self/mountinfo")))
                .values()) {
            try {
                for (Map.Entry<String, ErrorCounts> device :
                        program.errors(run, mountPoint).entrySet()) {
                    errors(DeviceNames.ofPath(device.getKey()), true, device.getValue(), worst, run);
                }
            } catch (CheckException e) {
                run.targetFailed(mountPoint, e);
                failed = true;
            }
        }
        return failed;
    }

    private static void space(FileSystem system, CheckRun run) {
        Tags uuid = Tags.of("uuid", system.uuid());
        system.allocations().forEach((kind, allocation) -> {
            Tags tags = uuid.and("kind", kind);
            add(USED, allocation.used(), tags, run);
            add(TOTAL, allocation.total(), tags, run);
            add(DISK_USED, allocation.diskUsed(), tags, run);
        });
        add(RESERVE, system.globalReserve(), uuid, run);
        add(UNALLOCATED, system.unallocated(), uuid, run);
    }

    private static void add(Metric metric, OptionalLong number, Tags tags, CheckRun run) {
        if (number.isPresent()) {
            run.add(metric, number.getAsLong(), tags);
        }
    }

    private void devices(FileSystem system, Worst worst, CheckRun run) throws InterruptedException {
        if (system.members().isEmpty()) {
            return;
        }
        Map<Long, String> known = names.of(system, run);
        for (Map.Entry<Long, FileSystem.Member> member : system.members().entrySet()) {
            String device = DeviceNames.name(known, system, member.getKey());
            add(MISSING, member.getValue().missing(), Tags.of("device", device), run);
            Optional<ErrorCounts> counts = member.getValue().errors();
            if (counts.isPresent()) {
                errors(device, known.containsKey(member.getKey()), counts.get(), worst, run);
            }
        }
    }

    private void errors(String device, boolean named, ErrorCounts counts, Worst worst, CheckRun run) {
        for (ErrorCounts.Kind kind : ErrorCounts.Kind.values()) {
            String kindTag = kind.name().toLowerCase(Locale.ROOT);
            run.add(ERRORS, counts.of(kind), Tags.of("device", device).and("kind", kindTag));
            if (named) {
                run.add(oldMetric(device, kind), counts.of(kind));
            }
            String counter = device + " " + kindTag;
            worst.counters.add(counter);
            long errors = recent.count(counter, counts.of(kind), run.time());
            if (worst.counter.isEmpty() || errors > worst.errors) {
                worst.counter = counter;
                worst.errors = errors;
            }
        }
    }

    private void alert(Worst worst, boolean failed, CheckRun run) {
        if (!thresholds.enabled() || worst.counters.isEmpty()) {
            return;
        }
        Alert.Level level = thresholds.level((double) worst.errors);
        // The errors may be those of what could not be read: then it is as bad as it was, or worse.
        if (failed && level.code() < reported.code()) {
            return;
        }
        reported = level;
        String message =
                switch (level) {
                    case OK -> "BTRFS has no more errors";
                    case WARNING -> "BTRFS may be corrupted with " + worst.errors + " IO Errors on " + worst.counter;
                    case ERROR -> "BTRFS is corrupted with " + worst.errors + " IO Errors on " + worst.counter;
                };
        run.alert(Alert.of("BTRFS", level, message));
    }
}
