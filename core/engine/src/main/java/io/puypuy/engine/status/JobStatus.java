package io.puypuy.engine.status;

/**
 * One check or script.
 *
 * @param name such as {@code check_memory} or {@code check_random.sh}
 * @param target label of the check's section, empty if it has none
 * @param message why it failed, or why there was nothing to report; empty if it went well
 * @param points reported by the last run
 * @param totalPoints reported by all runs
 * @param skipped runs that did not begin, because the one before still ran or no thread was free
 */
public record JobStatus(
        Kind kind,
        String name,
        String target,
        State state,
        String message,
        long lastRunMillis,
        long durationMillis,
        int points,
        long totalPoints,
        long runs,
        long failures,
        long timeouts,
        long skipped) {
    /** What runs. */
    public enum Kind {
        CHECK,
        SCRIPT
    }

    /** How its last run ended. */
    public enum State {
        /** It has not run yet. */
        NEW,
        RUNNING,
        OK,
        /** The feature is absent on this machine. */
        NOTHING,
        FAILED,
        TIMED_OUT
    }
}
