package io.puypuy.check.ipconntrack;

import io.puypuy.api.Alert;
import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.Thresholds;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.MetricTable;
import io.puypuy.api.read.ProcessNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Tracked connections and the limit of their table. Source: nf_conntrack_* of /proc/sys/net/netfilter, before Linux 2.6.20
 * ip_conntrack_* of /proc/sys/net/ipv4/netfilter, and /proc/pid/net/stat/nf_conntrack. The files are looked for at every run,
 * because the kernel's module may be loaded at any time; without it there is nothing to report.
 */
@Extension
public final class IpconntrackCheck implements Check {
    private static final Metric CURRENT = count("conntrack_cur", "connections").help("connections in the table");
    private static final Metric MAX =
            count("conntrack_max", "connections").reaction(-3).help("connections that the table can hold");
    private static final Metric USED_PERCENT =
            Metric.percent("conntrack_percent_used").type("system").help("share of the table that is used");
    private static final Metric BUCKETS = count("conntrack_buckets", "").help("buckets of the hash table");
    private static final MetricTable RATES = MetricTable.builder()
            .optional("found", rate("conntrack_found", "searches/s", "searches of the table that found an entry"))
            .optional("invalid", rate("conntrack_invalid", "packets/s", "packets that cannot be tracked"))
            .optional(
                    "insert_failed",
                    rate("conntrack_insert_failed", "connections/s", "entries that could not be inserted"))
            .optional("drop", rate("conntrack_drop", "packets/s", "packets dropped because no entry could be made"))
            .optional(
                    "early_drop",
                    rate("conntrack_early_drop", "connections/s", "entries removed for new ones in a full table"))
            .optional(
                    "search_restart",
                    rate("conntrack_search_restart", "searches/s", "searches begun anew while the table was resized"))
            .build();

    private static final String NEW = "net/netfilter/nf_conntrack_";
    private static final String OLD = "net/ipv4/netfilter/ip_conntrack_";

    private Thresholds thresholds = new Thresholds(true, 90, 95);
    private ProcessNetwork network = ProcessNetwork.own();

    private static Metric count(String name, String unit) {
        return Metric.integer(name, unit).type("system");
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("system").chart(ChartType.RATE).help(help);
    }

    @Override
    public String section() {
        return "IP Conntrack";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(CURRENT, MAX, USED_PERCENT, BUCKETS));
        metrics.addAll(RATES.metrics());
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        thresholds = Thresholds.from(settings, 90, 95);
        network = ProcessNetwork.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path sys = files.proc().resolve("sys");
        String prefix = NEW;
        Optional<String> current = files.readIfPresent(sys.resolve(NEW + "count"));
        if (current.isEmpty()) {
            prefix = OLD;
            current = files.readIfPresent(sys.resolve(OLD + "count"));
        }
        if (current.isEmpty()) {
            run.nothingToReport("no connections are tracked: the module nf_conntrack is not loaded");
            return;
        }
        long max = number(files.read(sys.resolve(prefix + "max")));
        if (network.isOwn()) {
            table(number(current.get()), max, run);
        }
        Optional<String> buckets = files.readIfPresent(sys.resolve(prefix + "buckets"));
        if (buckets.isPresent()) {
            run.add(BUCKETS, number(buckets.get()));
        }
        statistics(max, run);
    }

    private void statistics(long max, CheckRun run) throws CheckException, IOException {
        Path file = network.folder(run.files()).resolve("stat/nf_conntrack");
        Optional<String> text = network.isOwn()
                ? run.files().readIfPresent(file)
                : Optional.of(run.files().read(file));
        if (text.isPresent()) {
            ConntrackStat stat = ConntrackStat.parse(text.get());
            // The limit is one for all networks; the count below /proc/sys is that of whoever reads it.
            if (!network.isOwn()) {
                table(stat.entries(), max, run);
            }
            run.add(RATES, stat, Tags.none());
        }
    }

    // A limit of 0 is none.
    private void table(long current, long max, CheckRun run) {
        run.add(CURRENT, current);
        run.add(MAX, max);
        if (max > 0) {
            double percent = current * 100.0 / max;
            run.add(USED_PERCENT, percent);
            if (thresholds.enabled()) {
                String message =
                        String.format(Locale.ROOT, "Table of tracked connections is %.2f percent full", percent);
                run.alert(Alert.of("Conntrack-Usage", thresholds.level(percent), message));
            }
        }
    }

    private static long number(String text) throws CheckException {
        LineWords words = LineWords.ofLine(text);
        if (!words.hasWord()) {
            throw CheckException.unexpectedReply("a number of connections", text);
        }
        return words.count();
    }
}
