package io.puypuy.check.docker;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.util.Optional;

/**
 * Processor time of a container and of the whole machine, in nanoseconds since the start of each.
 *
 * @param processors of the machine
 */
record CpuTime(double container, double machine, double processors) {
    /**
     * One of the two readings of a reply.
     *
     * @param reading {@code cpu_stats} or {@code precpu_stats}
     * @return empty if it is not there: an engine that was asked for one reading sends the other without numbers
     */
    static Optional<CpuTime> of(Json stats, String reading) throws CheckException {
        Optional<Number> container = stats.number(reading + ".cpu_usage.total_usage");
        Optional<Number> machine = stats.number(reading + ".system_cpu_usage");
        if (container.isEmpty() || machine.isEmpty() || machine.get().doubleValue() <= 0) {
            return Optional.empty();
        }
        return Optional.of(
                new CpuTime(container.get().doubleValue(), machine.get().doubleValue(), processors(stats, reading)));
    }

    // With version 2 of control groups there is no list of processors; before version 1.27 of the API there is no
    // number.
    private static double processors(Json stats, String reading) throws CheckException {
        Optional<Number> online = stats.number(reading + ".online_cpus");
        if (online.isPresent() && online.get().intValue() > 0) {
            return online.get().doubleValue();
        }
        Optional<Json> list = stats.find(reading + ".cpu_usage.percpu_usage");
        return list.isPresent() ? list.get().elements().size() : 0;
    }

    /** Share of the machine's time since then, from 0 to 1; empty after a restart, or if no time went by. */
    Optional<Double> shareSince(CpuTime before) {
        double time = machine - before.machine;
        double used = container - before.container;
        return time > 0 && used >= 0 ? Optional.of(used / time) : Optional.empty();
    }
}
