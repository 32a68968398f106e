package io.puypuy.api;

import java.io.IOException;
import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Collects points about one product or part of the system. Annotated with {@link org.pf4j.Extension}, public, with a
 * constructor without parameters. The core makes one instance for each section of {@code conf/*.ini} that belongs to
 * the check ({@code [NginX]}, {@code [NginX:second]}), and adds the tag {@code target} with the label to the points of
 * labelled ones; a check without a section in {@code conf} runs once with its defaults.
 *
 * <p>All methods of one instance are called by one thread at a time, by different threads in the course of time.
 */
public interface Check extends ExtensionPoint, AutoCloseable {
    /** Name of the section that the check reads, such as {@code Memory Stats}. */
    String section();

    /**
     * Every metric that the check may send, in the order of its README; empty only if their names come from settings. Where the
     * source chooses a part of the name, that part is in angle brackets: {@code nagios_<label>}.
     */
    List<Metric> metrics();

    /** Reads and validates the settings; opens nothing, so that no server must be up for the daemon to start. */
    void configure(Settings settings);

    /**
     * Reads the source once and reports. A run ends in points, in {@link CheckRun#nothingToReport}, or in an exception;
     * points reported before an exception are kept. Interrupted when its time is up.
     *
     * @throws CheckException if the source answers in another form than expected
     * @throws IOException if the source cannot be reached or read
     */
    void collect(CheckRun run) throws CheckException, IOException, InterruptedException;

    /** Gives back what the check holds open. Called once, also if {@link #configure} found faults. */
    @Override
    default void close() {}
}
