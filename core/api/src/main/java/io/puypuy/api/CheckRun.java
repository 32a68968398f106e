package io.puypuy.api;

import io.puypuy.api.read.Fields;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.MetricTable;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import java.time.Instant;

/**
 * One run of a check: where it reports to and reads from. Used by the thread that called {@link Check#collect}, until
 * that returns; what is reported later is refused.
 */
public interface CheckRun {
    /** When the run began; the timestamp of its points. */
    Instant time();

    /**
     * Reports a whole number: the value itself, or the total if the metric is a rate. The tag {@code host} replaces the
     * name of this machine.
     */
    void add(Metric metric, long value, Tags tags);

    /**
     * Reports a floating number. One that is not finite is dropped and counted.
     *
     * @throws IllegalArgumentException if the metric has whole numbers
     */
    void add(Metric metric, double value, Tags tags);

    default void add(Metric metric, long value) {
        add(metric, value, Tags.none());
    }

    default void add(Metric metric, double value) {
        add(metric, value, Tags.none());
    }

    /**
     * Reports every metric of the table whose field is there.
     *
     * @throws CheckException if a field that must be there is missing, or is not a number of the metric's type
     */
    default void add(MetricTable table, Fields fields, Tags tags) throws CheckException {
        table.report(fields, tags, this);
    }

    /** Reports the state of an alert; the core passes on changes only. */
    void alert(Alert alert);

    /**
     * Sends, at every run that says so, something that is no state, to the backends that take events: such as a heart
     * beat. Its reaction is that of the settings.
     *
     * @param value finite
     */
    void event(String name, Alert.Level status, double value, String message);

    /** Says that the feature is absent here, which is no failure: such as a kernel without pressure information. */
    void nothingToReport(String reason);

    /** Says that one of several targets failed; the run goes on, and counts as failed with this reason. */
    void targetFailed(String target, Exception fault);

    /** Files of the kernel below the roots of /proc and /sys. */
    KernelFiles files();

    Http http();

    Sockets sockets();

    Programs programs();

    /**
     * Parses a JSON text.
     *
     * @throws CheckException if it is not JSON, or deeper than 200 levels
     */
    Json json(String text) throws CheckException;
}
