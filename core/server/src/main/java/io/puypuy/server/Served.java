package io.puypuy.server;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening server that another one replaces when its settings change. Used by the thread that configures, but for {@link
 * #url}.
 *
 * @param <S> its settings
 */
final class Served<S> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Served.class);

    private final Binding<S> binding;
    private final ToIntFunction<S> port;
    private final Predicate<S> isDispensable;
    private Optional<S> inUse = Optional.empty();
    private volatile @Nullable Bound bound;

    /**
     * A server that listens.
     *
     * @param name what it is, for the log
     */
    record Bound(String name, String url, Runnable close) {}

    /** Begins to listen. */
    interface Binding<S> {
        /**
         * Listens.
         *
         * @throws IOException if it cannot; the message is a sentence
         */
        Bound listen(S settings, Optional<Stored> stored) throws IOException;
    }

    /**
     * Nothing yet.
     *
     * @param isDispensable whether the daemon does without it if it cannot listen
     */
    Served(Binding<S> binding, ToIntFunction<S> port, Predicate<S> isDispensable) {
        this.binding = binding;
        this.port = port;
        this.isDispensable = isDispensable;
    }

    /** Listens already now if nothing of ours can be in the way, so that a port that is taken leaves all as it is. */
    @Nullable
    Bound early(Optional<S> next, Optional<Stored> stored) throws IOException {
        boolean inTheWay = next.isEmpty()
                || (bound != null && inUse.isPresent() && port.applyAsInt(inUse.get()) == port.applyAsInt(next.get()));
        if (inTheWay) {
            return null;
        }
        try {
            return binding.listen(next.get(), stored);
        } catch (IOException impossible) {
            if (isDispensable.test(next.get())) {
                return null;
            }
            throw impossible;
        }
    }

    /**
     * Closes the old one and uses the new one, unless nothing changed.
     *
     * @param early what {@link #early} gave for these settings
     * @param storeStays whether the old one's store is still there
     */
    void replace(Optional<S> next, @Nullable Bound early, Optional<Stored> stored, boolean storeStays) {
        if (storeStays && next.equals(inUse)) {
            return;
        }
        close();
        if (next.isEmpty()) {
            return;
        }
        try {
            Bound listening = early != null ? early : binding.listen(next.get(), stored);
            bound = listening;
            inUse = next;
            LOG.info("the {} is at {}", listening.name, listening.url);
        } catch (IOException notBound) {
            // Tried again with the next change.
            if (isDispensable.test(next.get())) {
                LOG.warn("the daemon goes on without one of its addresses: {}", notBound.getMessage());
            } else {
                LOG.error("one of the daemon's servers is not there: {}", notBound.getMessage());
            }
        }
    }

    /** Where it is; empty if it does not listen. Any thread may ask. */
    Optional<String> url() {
        return Optional.ofNullable(bound).map(Bound::url);
    }

    Optional<S> inUse() {
        return inUse;
    }

    @Override
    public void close() {
        Bound old = bound;
        bound = null;
        inUse = Optional.empty();
        if (old != null) {
            old.close.run();
        }
    }
}
