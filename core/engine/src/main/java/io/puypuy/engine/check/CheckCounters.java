package io.puypuy.engine.check;

import java.util.concurrent.atomic.LongAdder;

/** Values of all checks that became no points, since the daemon's start. Thread-safe. */
public final class CheckCounters {
    private final LongAdder notFinite = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder resets = new LongAdder();

    /** Values that were infinite or not a number. */
    public long notFinite() {
        return notFinite.sum();
    }

    /** Values that were reported twice in a run, under a name of another kind, too many, or outside of a run. */
    public long refused() {
        return refused.sum();
    }

    /** Totals that went backwards. */
    public long resets() {
        return resets.sum();
    }

    void addNotFinite() {
        notFinite.increment();
    }

    void addRefused() {
        refused.increment();
    }

    void addReset() {
        resets.increment();
    }
}
