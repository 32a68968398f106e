package io.puypuy.check.disks;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * Throughput of drives and space of file systems. Source: /proc/diskstats, /proc/self/mountinfo, statvfs(3) and the
 * program stat. One of the two parts goes on when the other fails, and a file system that cannot be read costs only
 * itself.
 */
@Extension
public final class DisksCheck implements Check {
    // A thread that hangs in the kernel outlives the check that started it. The check of the next settings must know of
    // it, or each reload would have another thread hang at the same mount.
    private static final ConcurrentMap<String, NetworkVolumes.Question> UNANSWERED = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, NetworkVolumes.Question> unanswered;
    private final Supplier<Volumes> local;
    private final Volumes network;
    private @Nullable Drives drives;
    private @Nullable FileSystems fileSystems;

    public DisksCheck() {
        this(Volumes::ofMachine, Volumes::ask, UNANSWERED);
    }

    DisksCheck(Supplier<Volumes> local, Volumes network, ConcurrentMap<String, NetworkVolumes.Question> unanswered) {
        this.unanswered = unanswered;
        this.local = local;
        this.network = network;
    }

    @Override
    public String section() {
        return "Disk Stats";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(Drives.metrics());
        metrics.addAll(FileSystems.metrics());
        return metrics;
    }

    @Override
    public void configure(Settings section) {
        DisksSettings settings = DisksSettings.from(section);
        drives = new Drives(settings.excludedDrives());
        fileSystems =
                new FileSystems(settings, local, new NetworkVolumes(network, settings.networkTimeout(), unanswered));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        if (drives == null || fileSystems == null) {
            throw new IllegalStateException("collect before configure");
        }
        try {
            drives.collect(run);
        } catch (CheckException | IOException fault) {
            run.targetFailed("drives", fault);
        }
        fileSystems.collect(run);
    }
}
