package io.puypuy.engine.schedule;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** A check instance or a script, as the schedule sees it. Runs on one thread at a time. */
public interface Job extends AutoCloseable {
    JobStatus.Kind kind();

    /** Such as {@code check_memory} or {@code check_random.sh}. */
    String name();

    /** Label of the check's section, empty if it has none. */
    String target();

    /** How often it runs: a multiple of the period of the cycles. */
    Duration period();

    /** How long one run may take; it is interrupted then. */
    Duration timeout();

    /**
     * Runs once. May throw anything, Errors included: that costs this run only.
     *
     * @param time when the run began
     * @param points takes finished points (rates made, origin and tags added) in any number; thread-safe
     */
    Outcome run(Instant time, Consumer<DataPoint> points) throws Exception;

    /** Gives back what the job holds. Called when it does not run, once. */
    @Override
    void close();

    /**
     * How a run that threw nothing ended.
     *
     * @param message empty if {@code state} is OK
     */
    record Outcome(JobStatus.State state, String message) {
        public static final Outcome OK = new Outcome(JobStatus.State.OK, "");

        public static Outcome nothing(String reason) {
            return new Outcome(JobStatus.State.NOTHING, reason);
        }

        public static Outcome failed(String reason) {
            return new Outcome(JobStatus.State.FAILED, reason);
        }
    }
}
