package io.puypuy.pattoo.document;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a document as they are read: a fact with its value, metadata with key and value, or something that nobody
 * can use. Filled by one thread, immutable afterwards.
 */
final class ReceivedPairs {
    private static final int FIRST = 64;
    private static final int UNKNOWN = -1;

    /** A {@link Fact}, a {@code String} that is a key, or null. */
    private @Nullable Object[] keys = new Object[FIRST];

    private @Nullable Object[] values = new Object[FIRST];
    private int size;
    /** Up to here the id is the place. */
    private int dense;

    private @Nullable Map<Integer, Integer> others;

    /** Adds a pair with its id; false if there is a pair of that id. */
    boolean add(int id, @Nullable Object key, @Nullable Object value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        keys[size] = key;
        values[size] = value;
        if (id == dense && others == null) {
            dense++;
        } else {
            if (others == null) {
                others = new HashMap<>();
            }
            if (id < dense || others.putIfAbsent(id, size) != null) {
                return false;
            }
        }
        size++;
        return true;
    }

    int size() {
        return size;
    }

    /** Where the pair of that id is; negative if there is none. */
    int place(int id) {
        if (id < dense) {
            return id;
        }
        return others == null ? UNKNOWN : others.getOrDefault(id, UNKNOWN);
    }

    @Nullable
    Object key(int place) {
        return keys[place];
    }

    @Nullable
    Object value(int place) {
        return values[place];
    }
}
