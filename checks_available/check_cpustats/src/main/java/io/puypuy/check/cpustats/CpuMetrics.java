package io.puypuy.check.cpustats;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import java.util.ArrayList;
import java.util.List;

/** The metrics of the check. */
final class CpuMetrics {
    static final Metric LOAD = percent("cpu_load", "time in user, nice and system");

    /** By the columns of {@link CpuTimes}. */
    static final List<Metric> COLUMNS = List.of(
            percent("cpu_user", "time in programs, with that of guests"),
            percent("cpu_nice", "time in programs of low priority").reaction(-3),
            percent("cpu_system", "time in the kernel").reaction(-3),
            percent("cpu_idle", "time without work").reaction(-3),
            percent("cpu_iowait", "time without work while a task waited for a disk"),
            percent("cpu_irq", "time in hardware interrupts").reaction(-3),
            percent("cpu_softirq", "time in software interrupts").reaction(-3),
            percent("cpu_steal", "time that the hypervisor gave to others"),
            percent("cpu_guest", "time in virtual machines, part of user"),
            percent("cpu_guest_nice", "time in virtual machines of low priority, part of nice"));

    static final Metric ACTIVE = percent("cpu_active", "time that was neither idle nor iowait");
    static final Metric CONTEXT_SWITCHES =
            rate("cpu_context_switches", "switches/s", "changes from one task to another");
    static final Metric INTERRUPTS = rate("cpu_interrupts", "interrupts/s", "interrupts of all kinds");
    static final Metric FORKS = rate("cpu_forks", "forks/s", "processes and threads that began");
    static final Metric RUNNING = count("cpu_procs_running", "", "tasks that run or wait for a processor");
    static final Metric BLOCKED = count("cpu_procs_blocked", "", "tasks that wait for input or output");
    static final Metric FREQUENCY = count("cpu_frequency", "kHz", "clock of the core");

    private CpuMetrics() {}

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>();
        all.add(LOAD);
        all.addAll(COLUMNS);
        all.addAll(List.of(ACTIVE, CONTEXT_SWITCHES, INTERRUPTS, FORKS, RUNNING, BLOCKED, FREQUENCY));
        return all;
    }

    private static Metric percent(String name, String help) {
        return Metric.percent(name).type("system").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("system").chart(ChartType.RATE).help(help);
    }

    private static Metric count(String name, String unit, String help) {
        return Metric.integer(name, unit).type("system").help(help);
    }
}
