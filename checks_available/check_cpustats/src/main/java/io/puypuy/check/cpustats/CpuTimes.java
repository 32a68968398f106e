package io.puypuy.check.cpustats;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.LineWords;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ticks of one processor by what it did: a line {@code cpu0 user nice system idle iowait irq softirq steal guest
 * guest_nice} of /proc/stat, proc_stat(5); kernels before 2.6.33 have fewer columns. Immutable.
 */
final class CpuTimes {
    static final int USER = 0;
    static final int NICE = 1;
    static final int SYSTEM = 2;
    static final int IDLE = 3;
    static final int IOWAIT = 4;

    private static final int MIN_COLUMNS = 4;
    private static final int MAX_COLUMNS = 10;
    // The columns behind it, guest and guest_nice, are already contained in user and nice.
    private static final int DISTINCT_COLUMNS = 8;

    private final long[] ticks;

    private CpuTimes(long[] ticks) {
        this.ticks = ticks;
    }

    /** Reads the rest of a line whose name has been read. */
    static CpuTimes parse(LineWords words) throws CheckException {
        long[] ticks = new long[MAX_COLUMNS];
        int columns = 0;
        while (columns < MAX_COLUMNS && (columns < MIN_COLUMNS || words.hasWord())) {
            ticks[columns++] = words.count();
        }
        return new CpuTimes(Arrays.copyOf(ticks, columns));
    }

    /**
     * What was done since an earlier reading; empty if no time has passed, or a column fell, as happens when a
     * processor was taken offline and back.
     */
    Optional<CpuTimes> since(CpuTimes before) {
        if (ticks.length != before.ticks.length) {
            return Optional.empty();
        }
        long[] passed = new long[ticks.length];
        for (int i = 0; i < passed.length; i++) {
            passed[i] = ticks[i] - before.ticks[i];
            if (passed[i] < 0 && i == IOWAIT) {
                // The kernel moves waiting time between processors, so that it may fall by itself.
                passed[i] = 0;
            }
            if (passed[i] < 0) {
                return Optional.empty();
            }
        }
        CpuTimes times = new CpuTimes(passed);
        return times.total() > 0 ? Optional.of(times) : Optional.empty();
    }

    int columns() {
        return ticks.length;
    }

    /** Share of a column in all time, in percent; 0 for a column that the kernel does not have. */
    double percent(int column) {
        return column < ticks.length ? ticks[column] * 100.0 / total() : 0;
    }

    private long total() {
        long total = 0;
        for (int i = 0; i < Math.min(ticks.length, DISTINCT_COLUMNS); i++) {
            total += ticks[i];
        }
        return total;
    }
}
