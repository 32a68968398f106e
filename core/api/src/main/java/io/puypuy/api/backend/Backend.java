package io.puypuy.api.backend;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Settings;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * Encodes points for one kind of database and sends them. Annotated with {@link org.pf4j.Extension}, public, with a
 * constructor without parameters; one instance for each section {@code [TSDB]}, {@code [TSDB:name]} that chooses it. It
 * does not sleep, retry, split, spool or log per point: that is the core's.
 *
 * <p>{@link #encode} is called by one thread and {@link #send} by another, and they may run at the same time: a batch
 * goes to the disk while the receiver has not yet answered the one before. The other methods are called by one thread
 * while neither runs; only {@link #close} may come while a {@code send} ignores its interrupt.
 */
public interface Backend extends ExtensionPoint, AutoCloseable {
    /** The value of {@code tsdtype} that chooses this backend, in any case, such as {@code InfluxDB}. */
    String type();

    /** Reads and validates the settings; opens nothing. */
    void configure(Settings settings, BackendContext context);

    /** Most points and bytes in one request; asked after {@link #configure}. */
    Limits limits();

    /**
     * Appends the encoded point, without what stands between points. Values are always finite.
     *
     * @throws UnsendablePointException if the database cannot take such a point; what was appended is taken back
     */
    void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException;

    /** Whether it takes events beside points; they lie among the points, in the order in which they were encoded. */
    default boolean takesEvents() {
        return false;
    }

    /**
     * Appends the encoded event, if it {@link #takesEvents}, without what stands between points.
     *
     * @throws UnsendablePointException if the receiver cannot take it; what was appended is taken back
     */
    default void encode(Event event, EncodeBuffer out) throws UnsendablePointException {
        throw new UnsendablePointException(type() + " takes no events");
    }

    /**
     * Whether the receiver takes points of a series only in the order of their times: the backlog then goes before the
     * newest batch, and nothing overtakes what waits.
     */
    default boolean oldestFirst() {
        return false;
    }

    /** Where it connects to; empty if it does not, or the settings do not say. Asked after {@link #configure}. */
    default Optional<Endpoint> endpoint() {
        return Optional.empty();
    }

    /** What it shows to those who fetch; asked once, after {@link #configure}. */
    default Optional<ScrapePage> scrapePage() {
        return Optional.empty();
    }

    /**
     * Sends one request with points that {@link #encode} wrote, perhaps in an earlier life of the daemon, and judges
     * the answer. Bounded in time by the settings.
     */
    Delivery send(EncodedPoints points) throws InterruptedException;

    /** Gives back connections. Called once, also if {@link #configure} found faults. */
    @Override
    default void close() {}
}
