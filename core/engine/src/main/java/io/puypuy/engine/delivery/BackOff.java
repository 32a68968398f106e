package io.puypuy.engine.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt. Used by the lane's thread. */
final class BackOff {
    private final LaneSettings settings;
    private final RandomGenerator random;
    private int failures;

    BackOff(LaneSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The wait after one more failure in a row, in nanoseconds: a quarter more or less, so that agents do not march in step. */
    long afterFailure(Optional<Duration> asked) {
        double longest = (double) settings.longestBackOff().toNanos();
        // At 2^30 the wait has long reached the longest one.
        double exponential = settings.firstBackOff().toNanos() * (double) (1L << Math.min(failures, 30));
        failures++;
        double wait = Math.min(longest, exponential) * (0.75 + random.nextDouble() / 2);
        if (asked.isPresent()) {
            Duration most = settings.longestRetryAfter();
            Duration capped = asked.get().compareTo(most) > 0 ? most : asked.get();
            // Never earlier than asked for, a tenth later at most.
            wait = Math.max(wait, capped.toNanos() * (1 + random.nextDouble() / 10));
        }
        return (long) wait;
    }

    /** The wait after the receiver did not allow us, in nanoseconds. */
    long afterNotAllowed() {
        return (long) (settings.notAllowedWait().toNanos() * (1 + random.nextDouble() / 10));
    }

    void reset() {
        failures = 0;
    }
}
