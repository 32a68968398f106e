package io.puypuy.check.loadaverage;

import io.puypuy.api.Alert;
import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Thresholds;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.pf4j.Extension;

/**
 * Load averages, tasks, uptime and pressure. Source: loadavg, stat, uptime and pressure/ of /proc, proc(5). Load and
 * processors are those of the kernel, also in a container: the one divided by the other means something only so.
 */
@Extension
public final class LoadAverageCheck implements Check {
    private static final Metric LOAD_1 = load("sys_load_1", "average of 1 minute: tasks that run or wait");
    private static final Metric LOAD_5 =
            load("sys_load_5", "average of 5 minutes").reaction(-3);
    private static final Metric LOAD_15 =
            load("sys_load_15", "average of 15 minutes").reaction(-3);
    private static final Metric RUNNING = count("sys_procs_running", "tasks that run or wait for a processor");
    private static final Metric TASKS = count("sys_procs_total", "all tasks: processes and their threads");
    private static final Metric LOAD_PERCENT =
            percent("sys_load_percent", "load of 1 minute as a share of the processors");
    private static final Metric CPUS = count("sys_cpu_count", "processors that are online");
    private static final Metric UPTIME =
            Metric.floating("sys_uptime", "s").type("system").help("time since the start of the machine");
    private static final Metric BLOCKED = count("sys_procs_blocked", "tasks that wait for input or output");
    private static final Metric CONTEXT_SWITCHES =
            rate("sys_context_switches", "switches/s", "changes of a processor from one task to another");
    private static final Metric FORKS = rate("sys_forks", "forks/s", "processes and threads that began");
    private static final Metric PRESSURE_CPU =
            percent("sys_pressure_cpu_avg10", "share of 10 seconds in which a task waited for a processor");
    private static final Metric PRESSURE_IO =
            percent("sys_pressure_io_avg10", "share of 10 seconds in which a task waited for input or output");

    private Thresholds thresholds = new Thresholds(true, 95, 100);

    private static Metric load(String name, String help) {
        return Metric.floating(name, "tasks").type("system").help(help);
    }

    private static Metric count(String name, String help) {
        return Metric.integer(name, "").type("system").help(help);
    }

    private static Metric percent(String name, String help) {
        return Metric.percent(name).type("system").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("system").chart(ChartType.RATE).help(help);
    }

    @Override
    public String section() {
        return "Load Average";
    }

    @Override
    public List<Metric> metrics() {
        return List.of(
                LOAD_1,
                LOAD_5,
                LOAD_15,
                RUNNING,
                TASKS,
                LOAD_PERCENT,
                CPUS,
                UPTIME,
                BLOCKED,
                CONTEXT_SWITCHES,
                FORKS,
                PRESSURE_CPU,
                PRESSURE_IO);
    }

    @Override
    public void configure(Settings settings) {
        thresholds = Thresholds.from(settings, 95, 100);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        LoadAverage load = LoadAverage.parse(files.read(files.proc().resolve("loadavg")));
        run.add(LOAD_1, load.one());
        run.add(LOAD_5, load.five());
        run.add(LOAD_15, load.fifteen());
        run.add(RUNNING, load.running());
        run.add(TASKS, load.tasks());
        KernelStat stat = KernelStat.parse(files.read(files.proc().resolve("stat")));
        run.add(CPUS, stat.cpus());
        run.add(BLOCKED, stat.blocked());
        run.add(CONTEXT_SWITCHES, stat.contextSwitches());
        run.add(FORKS, stat.forks());
        double percent = load.one() * 100 / stat.cpus();
        run.add(LOAD_PERCENT, percent);
        alert(percent, run);
        run.add(UPTIME, uptime(files.read(files.proc().resolve("uptime"))));
        pressure(run, "cpu", PRESSURE_CPU);
        pressure(run, "io", PRESSURE_IO);
    }

    private void alert(double percent, CheckRun run) {
        if (!thresholds.enabled()) {
            return;
        }
        Alert.Level level = thresholds.level(percent);
        // Two blanks: receivers have rules for PuyPuy's words.
        String message = String.format(
                Locale.ROOT, "%s: System Load average is at %.2f percent of available  resources", level, percent);
        run.alert(new Alert("Load-Average", level, message, OptionalInt.of(0)));
    }

    private static double uptime(String text) throws CheckException {
        return LineWords.ofLine(text).decimal();
    }

    private static void pressure(CheckRun run, String resource, Metric metric) throws CheckException, IOException {
        // Absent before Linux 4.20, and where the kernel was built or started without it.
        Optional<String> text =
                run.files().readIfPresent(run.files().proc().resolve("pressure").resolve(resource));
        if (text.isPresent()) {
            run.add(metric, Pressure.someAvg10(text.get()));
        }
    }
}
