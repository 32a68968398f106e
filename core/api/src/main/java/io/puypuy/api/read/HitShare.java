package io.puypuy.api.read;

import java.util.OptionalDouble;

/** How many of the lookups between two runs found what they looked for, by totals since the server's start. Used by one thread. */
public final class HitShare {
    private long hitsBefore = -1;
    private long missesBefore = -1;

    /** In percent; empty for the first run, after a restart, and if nothing was looked up. */
    public OptionalDouble percent(long hits, long misses) {
        long newHits = hits - hitsBefore;
        long newMisses = misses - missesBefore;
        boolean known = hitsBefore >= 0 && newHits >= 0 && newMisses >= 0 && newHits + newMisses > 0;
        hitsBefore = hits;
        missesBefore = misses;
        return known ? OptionalDouble.of(100.0 * newHits / (newHits + newMisses)) : OptionalDouble.empty();
    }
}
