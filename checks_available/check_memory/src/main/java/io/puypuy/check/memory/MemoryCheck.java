package io.puypuy.check.memory;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.Thresholds;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.MetricTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Memory and swap of the machine. Source: /proc/meminfo, proc_meminfo(5). When a line is missing that every kernel
 * since 2.6.32 has, the run fails and sends nothing.
 */
@Extension
public final class MemoryCheck implements Check {
    private static final int KIB = 1024;

    private static final MetricTable TABLE = MetricTable.builder()
            .required("MemTotal", bytes("mem_total", "memory that the kernel manages"), KIB)
            .optional("MemAvailable", bytes("mem_available", "memory that programs can get without swapping"), KIB)
            .required(
                    "Buffers", bytes("mem_buffers", "buffers of block devices").reaction(-3), KIB)
            .required("Cached", bytes("mem_cached", "page cache, without swap cache"), KIB)
            .required("SwapCached", bytes("mem_swapcached", "memory that is also in swap"), KIB)
            .required("Active", bytes("mem_active", "memory used recently"), KIB)
            .required("Inactive", bytes("mem_inactive", "memory not used recently"), KIB)
            .required("MemFree", bytes("mem_free", "memory used for nothing"), KIB)
            .required("Shmem", bytes("mem_shared", "shared memory and tmpfs"), KIB)
            .required("SReclaimable", bytes("mem_slab_reclaimable", "kernel caches that can be given back"), KIB)
            .required("SUnreclaim", bytes("mem_slab_unreclaimable", "kernel objects that cannot be given back"), KIB)
            .required("Dirty", bytes("mem_dirty", "memory that waits to be written to disk"), KIB)
            .required("Committed_AS", bytes("mem_committed", "memory promised to programs"), KIB)
            .required("SwapTotal", bytes("swap_total", "swap space"), KIB)
            .required("SwapFree", bytes("swap_free", "unused swap space"), KIB)
            .optional(
                    "HugePages_Free",
                    Metric.integer("mem_hugepages_free", "pages").type("system").help("unused huge pages"))
            .build();
    private static final Metric USED_PERCENT =
            Metric.percent("mem_used_percent").type("system").help("share of the memory that is not available");
    private static final Metric SWAP_USED_PERCENT =
            Metric.percent("swap_used_percent").type("system").help("share of the swap space that is used");

    private Thresholds thresholds = new Thresholds(true, 90, 95);

    private static Metric bytes(String name, String help) {
        return Metric.integer(name, "bytes").type("system").help(help);
    }

    @Override
    public String section() {
        return "Memory Stats";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(TABLE.metrics());
        metrics.add(USED_PERCENT);
        metrics.add(SWAP_USED_PERCENT);
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        thresholds = Thresholds.from(settings, 90, 95);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        Fields fields = KeyValueText.parse(run.files().read(run.files().proc().resolve("meminfo")), ':');
        run.add(TABLE, fields, Tags.none());
        Optional<Double> used = usedPercent(fields, "MemTotal", "MemAvailable");
        if (used.isPresent()) {
            run.add(USED_PERCENT, used.get());
            alert(used.get(), run);
        }
        Optional<Double> swapUsed = usedPercent(fields, "SwapTotal", "SwapFree");
        if (swapUsed.isPresent()) {
            run.add(SWAP_USED_PERCENT, swapUsed.get());
        }
    }

    private void alert(double percent, CheckRun run) {
        if (thresholds.enabled()) {
            String message = String.format(Locale.ROOT, "Systems memory usage is %.2f percent", percent);
            run.alert(Alert.of("Memory-Usage", thresholds.level(percent), message));
        }
    }

    // Empty on a machine without swap, and before Linux 3.14, which does not know what is available.
    private static Optional<Double> usedPercent(Fields fields, String total, String left) throws CheckException {
        Optional<Number> whole = fields.number(total);
        Optional<Number> rest = fields.number(left);
        if (whole.isEmpty() || rest.isEmpty() || whole.get().doubleValue() <= 0) {
            return Optional.empty();
        }
        return Optional.of(100 - rest.get().doubleValue() * 100 / whole.get().doubleValue());
    }
}
