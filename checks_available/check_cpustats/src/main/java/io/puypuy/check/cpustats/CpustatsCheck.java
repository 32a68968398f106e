package io.puypuy.check.cpustats;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.Thresholds;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.Pace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Shares of processor time between two runs, in total and for each core. Source: /proc/stat, proc_stat(5), and the
 * cpufreq files of /sys. A processor that was not there in the run before sends nothing yet.
 */
@Extension
public final class CpustatsCheck implements Check {
    private CpustatsSettings settings =
            new CpustatsSettings(new Thresholds(true, 90, 95), true, Duration.ofSeconds(10));
    private Pace frequencyPace = new Pace(settings.frequencyPeriod());
    private Map<String, CpuTimes> before = Map.of();
    // By the kernel's name; a tag is the same object in every run.
    private final Map<String, Tags> tags = new HashMap<>();

    @Override
    public String section() {
        return "CPU Stats";
    }

    @Override
    public List<Metric> metrics() {
        return CpuMetrics.all();
    }

    @Override
    public void configure(Settings section) {
        settings = CpustatsSettings.from(section);
        frequencyPace = new Pace(settings.frequencyPeriod());
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        KernelStat stat = KernelStat.parse(run.files().read(run.files().proc().resolve("stat")));
        run.add(CpuMetrics.CONTEXT_SWITCHES, stat.contextSwitches());
        run.add(CpuMetrics.INTERRUPTS, stat.interrupts());
        run.add(CpuMetrics.FORKS, stat.forks());
        run.add(CpuMetrics.RUNNING, stat.running());
        run.add(CpuMetrics.BLOCKED, stat.blocked());
        for (Map.Entry<String, CpuTimes> cpu : stat.cpus().entrySet()) {
            CpuTimes earlier = before.get(cpu.getKey());
            if (earlier != null && (settings.perCore() || cpu.getKey().equals(KernelStat.ALL))) {
                Optional<CpuTimes> passed = cpu.getValue().since(earlier);
                if (passed.isPresent()) {
                    report(cpu.getKey(), passed.get(), run);
                }
            }
        }
        before = stat.cpus();
        if (settings.perCore() && frequencyPace.due(run.time())) {
            frequencies(stat, run);
        }
    }

    private void report(String cpu, CpuTimes passed, CheckRun run) {
        Tags core = tags(cpu);
        run.add(
                CpuMetrics.LOAD,
                passed.percent(CpuTimes.USER) + passed.percent(CpuTimes.NICE) + passed.percent(CpuTimes.SYSTEM),
                core);
        for (int column = 0; column < passed.columns(); column++) {
            run.add(CpuMetrics.COLUMNS.get(column), passed.percent(column), core);
        }
        double active = 100 - passed.percent(CpuTimes.IDLE) - passed.percent(CpuTimes.IOWAIT);
        run.add(CpuMetrics.ACTIVE, active, core);
        Thresholds thresholds = settings.thresholds();
        if (thresholds.enabled() && cpu.equals(KernelStat.ALL)) {
            String message = String.format(Locale.ROOT, "Systems CPU usage is %.2f percent", active);
            run.alert(Alert.of("CPU-Usage", thresholds.level(active), message));
        }
    }

    // Cores without a governor, as in most virtual machines, have no such file.
    private void frequencies(KernelStat stat, CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path folder = files.sys().resolve("devices/system/cpu");
        for (String cpu : stat.cpus().keySet()) {
            if (!cpu.equals(KernelStat.ALL)) {
                Optional<String> text = files.readIfPresent(folder.resolve(cpu).resolve("cpufreq/scaling_cur_freq"));
                // Some drivers say <unknown> of a core that sleeps.
                if (text.isPresent() && !text.get().startsWith("<")) {
                    run.add(CpuMetrics.FREQUENCY, LineWords.ofLine(text.get()).count(), tags(cpu));
                }
            }
        }
    }

    /** {@code core=all} or, by the kernel's number and not by the position of the line, {@code core=core3}. */
    private Tags tags(String cpu) {
        return tags.computeIfAbsent(
                cpu, name -> Tags.of("core", name.equals(KernelStat.ALL) ? "all" : "core" + name.substring(3)));
    }
}
