package io.puypuy.pattoo.os;

import java.util.Optional;

/**
 * Shares of processor time since the collection before; those of the first one since the start. A reading that is less
 * than half a second old is no base, because a tick of 10 ms would be a large share: the one before it is taken then, and
 * without one there are no shares. Used by one thread.
 */
final class CpuShares {
    private static final long LEAST_MILLIS = 500;
    private static final double[] NONE = {};

    private CpuTimes base;
    private long baseMillis;
    private CpuTimes last;
    private long lastMillis;

    CpuShares(CpuTimes first, long millis) {
        base = first;
        baseMillis = millis;
        last = first;
        lastMillis = millis;
    }

    /** The shares by column, in percent; none if not enough time has passed. */
    double[] upTo(CpuTimes now, long millis) {
        long elapsed = millis - lastMillis;
        // A clock that was set back must not keep an old base for ever.
        if (elapsed >= LEAST_MILLIS || elapsed < 0) {
            base = last;
            baseMillis = lastMillis;
            last = now;
            lastMillis = millis;
        }
        long age = millis - baseMillis;
        if (age >= 0 && age < LEAST_MILLIS) {
            return NONE;
        }
        Optional<double[]> shares = now.percentSince(base);
        return shares.orElse(NONE);
    }
}
