package io.puypuy.api.backend;

import io.puypuy.api.Series;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a backend derives from a series once and uses for all of its points, such as the escaped beginning of a line.
 * Found by the identity of the series, which the core keeps; forgets everything when there are more than 30,000, so that
 * series that come and go cost bounded memory. Used by one thread.
 *
 * @param <T> never null
 */
public final class PerSeries<T> {
    private static final int MOST = 30_000;
    private static final int FIRST_SLOTS = 1024;

    private final Function<Series, T> derivation;
    // Open addressing with twice as many places as series: IdentityHashMap would need a cast and an entry test more.
    private @Nullable Series[] keys = new Series[FIRST_SLOTS];
    private Object[] values = new Object[FIRST_SLOTS];
    private int size;

    public PerSeries(Function<Series, T> derivation) {
        this.derivation = derivation;
    }

    /** What was derived from this series, now or earlier. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"})
    public T of(Series series) {
        int mask = keys.length - 1;
        int slot = System.identityHashCode(series) & mask;
        for (Series key = keys[slot]; key != null; key = keys[slot]) {
            if (key == series) {
                return (T) values[slot];
            }
            slot = (slot + 1) & mask;
        }
        T made = derivation.apply(series);
        add(series, made);
        return made;
    }

    private void add(Series series, Object made) {
        if (size == MOST) {
            keys = new Series[FIRST_SLOTS];
            values = new Object[FIRST_SLOTS];
            size = 0;
        } else if (2 * (size + 1) > keys.length) {
            grow();
        }
        size++;
        place(series, made);
    }

    private void grow() {
        @Nullable Series[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new Series[2 * oldKeys.length];
        values = new Object[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            Series key = oldKeys[i];
            if (key != null) {
                place(key, oldValues[i]);
            }
        }
    }

    private void place(Series series, Object made) {
        int slot = System.identityHashCode(series) & (keys.length - 1);
        while (keys[slot] != null) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = series;
        values[slot] = made;
    }
}
