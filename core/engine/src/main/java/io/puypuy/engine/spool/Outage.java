package io.puypuy.engine.spool;

import java.time.Duration;

/** A trouble that lasts: tells its beginning and its end apart from what is in between. Used by one thread. */
public final class Outage {
    private long sinceMillis;
    private long count;

    /** Counts one more; true for the first of this outage. */
    public boolean add(long amount, long nowMillis) {
        boolean first = count == 0;
        if (first) {
            sinceMillis = nowMillis;
        }
        count += amount;
        return first;
    }

    public boolean lasts() {
        return count > 0;
    }

    /** What was counted since it began; 0 if it does not last. */
    public long count() {
        return count;
    }

    /** Ends it and says how long it lasted. */
    public Duration end(long nowMillis) {
        count = 0;
        return Duration.ofMillis(Math.max(0, nowMillis - sinceMillis));
    }
}
