package io.puypuy.engine.delivery;

import io.puypuy.engine.status.BackendStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a receiver may be tried, by how it went until now. Used by the lane's thread. */
final class Attempts {
    private final Ledger ledger;
    private final LaneClock clock;
    private final BackOff backOff;
    private final DeliveryLog log;
    private boolean waits;
    private long nextNanos;

    Attempts(Ledger ledger, LaneSettings settings, LaneClock clock, RandomGenerator random, DeliveryLog log) {
        this.ledger = ledger;
        this.clock = clock;
        this.backOff = new BackOff(settings, random);
        this.log = log;
    }

    /** Whether it may be tried now; from then on it may until the next failure. */
    boolean mayTry() {
        if (waits && nextNanos - clock.nanos() > 0) {
            return false;
        }
        waits = false;
        return true;
    }

    /** It may be tried at once, and is waited for as after the first failure. */
    void tryNow() {
        waits = false;
        backOff.reset();
    }

    /** How long until it may be tried, in nanoseconds; the largest number if it may be tried at any time. */
    long waitNanos() {
        return waits ? Math.max(0, nextNanos - clock.nanos()) : Long.MAX_VALUE;
    }

    void worked() {
        backOff.reset();
        log.works();
        ledger.state(BackendStatus.State.DELIVERING, "");
    }

    /**
     * It failed; the same may go well later.
     *
     * @param after the wait that the receiver asks for
     */
    void failed(String reason, Optional<Duration> after) {
        log.failed(reason);
        ledger.state(BackendStatus.State.RETRYING, reason);
        waitFor(backOff.afterFailure(after));
    }

    void notAllowed(String reason) {
        log.notAllowed(reason);
        ledger.state(BackendStatus.State.NOT_ALLOWED, reason);
        waitFor(backOff.afterNotAllowed());
    }

    private void waitFor(long nanos) {
        waits = true;
        nextNanos = clock.nanos() + nanos;
    }
}
