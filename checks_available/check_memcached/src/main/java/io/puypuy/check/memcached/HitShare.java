package io.puypuy.check.memcached;

import java.util.OptionalDouble;

/** How many of the lookups between two runs found what they looked for. Used by the thread of the run. */
final class HitShare {
    private long hitsBefore = -1;
    private long missesBefore = -1;

    /** In percent; empty for the first run, after a restart, and if nothing was looked up. */
    OptionalDouble percent(long hits, long misses) {
        long newHits = hits - hitsBefore;
        long newMisses = misses - missesBefore;
        boolean known = hitsBefore >= 0 && newHits >= 0 && newMisses >= 0 && newHits + newMisses > 0;
        hitsBefore = hits;
        missesBefore = misses;
        return known ? OptionalDouble.of(100.0 * newHits / (newHits + newMisses)) : OptionalDouble.empty();
    }
}
