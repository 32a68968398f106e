package io.puypuy.check.docker;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.Json;
import java.util.Map;
import java.util.Optional;

/** The statistics of memory, which are empty where the kernel does not count it. */
record MemoryUse(Json stats) {
    // Names of version 2 of control groups, and what version 1 says for them.
    private static final Map<String, String> VERSION_1 = Map.of("file_mapped", "mapped_file");

    Optional<Number> usage() throws CheckException {
        return stats.number("memory_stats.usage");
    }

    /** Empty where there is none; some engines say 2^64 - 1 then. */
    Optional<Number> limit() throws CheckException {
        return stats.number("memory_stats.limit").filter(Long.class::isInstance);
    }

    /** What cannot be given up at once, as a percentage of the limit. */
    Optional<Double> percentUsed() throws CheckException {
        Optional<Number> usage = usage();
        Optional<Number> limit = limit();
        if (usage.isEmpty() || limit.isEmpty() || limit.get().doubleValue() <= 0) {
            return Optional.empty();
        }
        // In version 1, the one without "total_" leaves out the groups below.
        Optional<Number> inactive = stats.number("memory_stats.stats.total_inactive_file");
        if (inactive.isEmpty()) {
            inactive = stats.number("memory_stats.stats.inactive_file");
        }
        double cache = inactive.isPresent() ? inactive.get().doubleValue() : 0;
        double used = Math.max(0, usage.get().doubleValue() - cache);
        return Optional.of(100 * used / limit.get().doubleValue());
    }

    /** The single numbers. */
    Fields details() {
        return name -> {
            Optional<Number> number = stats.number("memory_stats.stats." + name);
            return number.isPresent() || !VERSION_1.containsKey(name)
                    ? number
                    : stats.number("memory_stats.stats." + VERSION_1.get(name));
        };
    }
}
