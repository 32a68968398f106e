package io.puypuy.check.disks;

import io.puypuy.api.Alert;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.read.Pace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Space and inodes of file systems, and the alerts on them. Used by the thread of the run. */
final class FileSystems {
    private static final Metric USED = bytes("drive_bytes_used", "space in use").reaction(-3);
    private static final Metric AVAILABLE =
            bytes("drive_bytes_available", "space that is left for users").reaction(-3);
    private static final Metric PERCENT_USED =
            percent("drive_percent_used", "share of the space that is used, as df counts it");
    private static final Metric READ_ONLY = count("drive_readonly", "1 if mounted read-only, else 0");
    private static final Metric INODES_USED = count("drive_inodes_used", "inodes in use");
    private static final Metric INODES_FREE = count("drive_inodes_free", "inodes that are left");
    private static final Metric INODES_PERCENT = percent("drive_inodes_percent_used", "share of the inodes in use");

    private final DisksSettings settings;
    private final Supplier<Volumes> source;
    private final NetworkVolumes network;
    private final Pace inodesPace;
    // Message of the end by alert name.
    private final Map<String, String> raised = new HashMap<>();
    private Volumes volumes;
    private String table = "";
    private List<MountSelection.Selected> selected = List.of();
    private boolean first = true;

    FileSystems(DisksSettings settings, Supplier<Volumes> source, NetworkVolumes network) {
        this.settings = settings;
        this.source = source;
        this.network = network;
        this.volumes = source.get();
        this.inodesPace = new Pace(settings.inodesPeriod());
    }

    static List<Metric> metrics() {
        return List.of(USED, AVAILABLE, PERCENT_USED, READ_ONLY, INODES_USED, INODES_FREE, INODES_PERCENT);
    }

    private static Metric bytes(String name, String help) {
        return Metric.integer(name, "bytes").type("system").help(help);
    }

    private static Metric count(String name, String help) {
        return Metric.integer(name, "").type("system").help(help);
    }

    private static Metric percent(String name, String help) {
        return Metric.percent(name).type("system").help(help);
    }

    void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        String text = run.files().read(run.files().proc().resolve("self/mountinfo"));
        if (!text.equals(table)) {
            selected = MountSelection.select(Mount.parse(text), settings);
            volumes = source.get();
            table = text;
            endAlertsOfUnmounted(run);
        }
        List<MountSelection.Selected> local = new ArrayList<>();
        for (MountSelection.Selected mount : selected) {
            try {
                Space space = mount.network() ? network.space(mount.mountPoint()) : volumes.space(mount.mountPoint());
                // Without blocks there is nothing to fill: a pseudo file system that no list names.
                if (space.total() > 0) {
                    report(mount, space, run);
                    if (!mount.network()) {
                        local.add(mount);
                    }
                }
            } catch (IOException fault) {
                run.targetFailed(mount.mountPoint(), fault);
            }
        }
        // Not in the first run: starting a program would hold up the first points.
        if (settings.inodes() && !first && inodesPace.due(run.time())) {
            inodes(local, run);
        }
        first = false;
    }

    private void report(MountSelection.Selected mount, Space space, CheckRun run) {
        run.add(USED, space.used(), mount.tags());
        run.add(AVAILABLE, space.available(), mount.tags());
        run.add(PERCENT_USED, space.percentUsed(), mount.tags());
        run.add(READ_ONLY, mount.readOnly() ? 1 : 0, mount.tags());
        if (settings.thresholds().enabled()) {
            Alert.Level level = settings.thresholds().level(space.percentUsed());
            String name = "Disk-Usage-" + mount.name();
            // Two blanks: receivers have rules for PuyPuy's words.
            run.alert(Alert.of(
                    name,
                    level,
                    String.format(
                            Locale.ROOT,
                            "Storage usage of %s is at %.2f percent of available  space",
                            mount.mountPoint(),
                            space.percentUsed())));
            if (level == Alert.Level.OK) {
                raised.remove(name);
            } else {
                raised.put(name, mount.mountPoint() + " is no longer mounted");
            }
        }
    }

    private void endAlertsOfUnmounted(CheckRun run) {
        Map<String, String> ended = new HashMap<>(raised);
        for (MountSelection.Selected mount : selected) {
            ended.remove("Disk-Usage-" + mount.name());
        }
        for (Map.Entry<String, String> alert : ended.entrySet()) {
            run.alert(Alert.of(alert.getKey(), Alert.Level.OK, alert.getValue()));
            raised.remove(alert.getKey());
        }
    }

    private void inodes(List<MountSelection.Selected> mounts, CheckRun run) throws InterruptedException {
        try {
            List<String> mountPoints = new ArrayList<>();
            mounts.forEach(mount -> mountPoints.add(mount.mountPoint()));
            Map<String, Inodes> read = Inodes.read(mountPoints, run.programs());
            for (MountSelection.Selected mount : mounts) {
                Inodes inodes = read.get(mount.mountPoint());
                if (inodes != null) {
                    run.add(INODES_USED, inodes.used(), mount.tags());
                    run.add(INODES_FREE, inodes.free(), mount.tags());
                    run.add(INODES_PERCENT, inodes.used() * 100.0 / inodes.total(), mount.tags());
                }
            }
        } catch (IOException | CheckException fault) {
            run.targetFailed("inodes (switch off with \"inodes: False\")", fault);
        }
    }
}
