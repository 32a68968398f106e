package io.puypuy.api.read;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Says in which runs to read what changes slowly, or is costly to read. Used by the thread of the run.
 */
public final class Pace {
    private final long periodMillis;
    private @Nullable Instant last;

    public Pace(Duration period) {
        periodMillis = period.toMillis();
    }

    /** Whether it is time again; true for the first run. A tenth of the period early is in time, because runs have jitter. */
    public boolean due(Instant now) {
        Instant before = last;
        if (before != null) {
            long elapsed = Duration.between(before, now).toMillis();
            // A clock that was set back must not stop the reading.
            if (elapsed >= 0 && elapsed < periodMillis - periodMillis / 10) {
                return false;
            }
        }
        last = now;
        return true;
    }
}
