package io.puypuy.engine.schedule;

/**
 * When cycles begin: at the multiples of the period since 1970, so that agents with one period collect at the same
 * moments and nothing drifts. Pure arithmetic on wall-clock milliseconds; the first cycle begins at once.
 */
public final class Ticks {
    private final long periodMillis;
    private long last;
    private long missed;

    /**
     * Ticks after a first cycle.
     *
     * @param startMillis when the first cycle began
     */
    public Ticks(long periodMillis, long startMillis) {
        this(periodMillis, startMillis, 0);
    }

    private Ticks(long periodMillis, long startMillis, long missed) {
        this.missed = missed;
        this.periodMillis = periodMillis;
        // A tick right behind the first cycle would give rates over a moment.
        this.last = Math.floorDiv(startMillis + periodMillis / 2, periodMillis) * periodMillis;
    }

    /** Ticks of another period after a cycle; those that were missed stay counted. */
    public Ticks withPeriod(long otherMillis, long startMillis) {
        return new Ticks(otherMillis, startMillis, missed);
    }

    /** The next tick, always later than the one before unless the clock was set back. */
    public long next(long nowMillis) {
        long next = last + periodMillis;
        if (next < nowMillis - periodMillis / 10 || next > nowMillis + 2 * periodMillis) {
            long aligned = Math.floorDiv(nowMillis, periodMillis) * periodMillis + periodMillis;
            missed += Math.max(0, (aligned - next) / periodMillis);
            next = aligned;
        }
        last = next;
        return next;
    }

    /** Ticks at which no cycle could begin, because the one before took too long or the machine slept. */
    public long missed() {
        return missed;
    }
}
