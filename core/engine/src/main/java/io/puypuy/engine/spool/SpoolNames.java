package io.puypuy.engine.spool;

import java.time.InstantSource;

/** Gives batches their names, each behind the last one, also if the clock goes back. Used by the spool's thread. */
final class SpoolNames {
    private final InstantSource clock;
    private SpoolName last = new SpoolName(0, 0, 1, 0);

    SpoolNames(InstantSource clock) {
        this.clock = clock;
    }

    /** Those from now on come behind this one. */
    void follow(SpoolName name) {
        last = name;
    }

    SpoolName next(int points, int bytes) {
        last = last.next(clock.millis(), points, bytes);
        return last;
    }
}
