package io.puypuy.pattoo.os;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Ticks of all processors by what they did: the line {@code cpu} of /proc/stat, proc_stat(5). Old kernels have fewer
 * columns. Immutable.
 */
final class CpuTimes {
    /** Names of the columns, in their order. */
    static final List<String> COLUMNS =
            List.of("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guest_nice");

    private static final int IOWAIT = 4;
    private static final int MIN_COLUMNS = 4;
    // What guests use is already contained in user and nice.
    private static final int DISTINCT_COLUMNS = 8;
    // USER_HZ, which is 100 on all of Linux.
    private static final double TICKS_PER_SECOND = 100;

    private final long[] ticks;

    private CpuTimes(long[] ticks) {
        this.ticks = ticks;
    }

    /** Reads the rest of a line whose name has been read. */
    static CpuTimes parse(LineWords words) throws CheckException {
        long[] ticks = new long[COLUMNS.size()];
        int columns = 0;
        while (columns < ticks.length && (columns < MIN_COLUMNS || words.hasWord())) {
            ticks[columns++] = words.count();
        }
        return new CpuTimes(Arrays.copyOf(ticks, columns));
    }

    /** How many columns this kernel has. */
    int columns() {
        return ticks.length;
    }

    double seconds(int column) {
        return ticks[column] / TICKS_PER_SECOND;
    }

    /**
     * The shares of the columns in the time since an earlier reading, in percent with one decimal; empty if no time has
     * passed, or a column fell, as happens when a processor was taken offline.
     */
    Optional<double[]> percentSince(CpuTimes before) {
        if (ticks.length != before.ticks.length) {
            return Optional.empty();
        }
        long[] passed = new long[ticks.length];
        long total = 0;
        for (int i = 0; i < passed.length; i++) {
            passed[i] = ticks[i] - before.ticks[i];
            if (passed[i] < 0) {
                // The kernel moves waiting time between processors, so that it may fall by itself.
                if (i != IOWAIT) {
                    return Optional.empty();
                }
                passed[i] = 0;
            }
            total += i < DISTINCT_COLUMNS ? passed[i] : 0;
        }
        if (total == 0) {
            return Optional.empty();
        }
        double[] percent = new double[ticks.length];
        for (int i = 0; i < percent.length; i++) {
            percent[i] = Percent.of(passed[i], total);
        }
        return Optional.of(percent);
    }
}
