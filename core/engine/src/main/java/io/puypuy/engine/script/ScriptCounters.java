package io.puypuy.engine.script;

import java.util.concurrent.atomic.LongAdder;

/** What scripts lost or did wrong since the daemon's start. Thread-safe. */
public final class ScriptCounters {
    private final LongAdder badLines = new LongAdder();
    private final LongAdder notFinite = new LongAdder();
    private final LongAdder leftBehind = new LongAdder();
    private final LongAdder resets = new LongAdder();

    /** Lines that were no points. */
    public long badLines() {
        return badLines.sum();
    }

    /** Values that were infinite or not a number, and dropped. */
    public long notFinite() {
        return notFinite.sum();
    }

    /** Processes that scripts left running when they ended; they were killed. */
    public long leftBehind() {
        return leftBehind.sum();
    }

    /** Totals that went backwards. */
    public long resets() {
        return resets.sum();
    }

    void addBadLine() {
        badLines.increment();
    }

    void addNotFinite() {
        notFinite.increment();
    }

    void addLeftBehind(int processes) {
        leftBehind.add(processes);
    }

    void addReset() {
        resets.increment();
    }
}
