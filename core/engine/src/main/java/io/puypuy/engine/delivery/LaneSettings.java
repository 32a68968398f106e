package io.puypuy.engine.delivery;

import java.time.Duration;

/**
 * How a lane waits.
 *
 * @param queuePoints most points in memory that are not encoded yet; the oldest go
 * @param firstBackOff wait after the first failure; it doubles with each further one
 * @param longestBackOff most that it grows to
 * @param longestRetryAfter most that a receiver can ask to wait
 * @param notAllowedWait wait after the receiver did not allow us
 */
public record LaneSettings(
        int queuePoints,
        Duration firstBackOff,
        Duration longestBackOff,
        Duration longestRetryAfter,
        Duration notAllowedWait) {
    /** 50,000 points, 1 s to 1 min, 1 h, 1 min. */
    public static final LaneSettings DEFAULT = new LaneSettings(
            50_000, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(1));

    public LaneSettings {
        if (queuePoints < 1
                || firstBackOff.isNegative()
                || firstBackOff.isZero()
                || longestBackOff.compareTo(firstBackOff) < 0
                || longestRetryAfter.compareTo(firstBackOff) < 0
                || notAllowedWait.compareTo(firstBackOff) < 0) {
            throw new IllegalArgumentException("impossible settings of a lane: " + queuePoints + " " + firstBackOff);
        }
    }
}
