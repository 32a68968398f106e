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
    /** Instead of a fact's place. */
    static final byte NO_FACT = -1;

    private static final int LEAST = 16;
    private static final int UNKNOWN = -1;

    private byte[] facts;
    /** Keys of metadata. */
    private @Nullable String[] keys;

    private @Nullable Object[] values;
    private int size;
    /** Up to here the id is the place. */
    private int dense;

    private @Nullable Map<Integer, Integer> others;

    /** @param expected about how many there will be */
    ReceivedPairs(int expected) {
        int capacity = Math.max(LEAST, expected);
        facts = new byte[capacity];
        keys = new String[capacity];
        values = new Object[capacity];
    }

    /**
     * Adds a pair with its id; false if there is a pair of that id.
     *
     * @param key of metadata
     * @param value null if it is neither text nor number
     */
    boolean add(int id, @Nullable Fact fact, @Nullable String key, @Nullable Object value) {
        if (size == facts.length) {
            facts = Arrays.copyOf(facts, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        facts[size] = fact == null ? NO_FACT : (byte) fact.place;
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

    /** Whether every id is the place of its pair. */
    boolean isDense() {
        return others == null;
    }

    /** Where the pair of that id is; negative if there is none. */
    int place(int id) {
        if (id < dense) {
            return id;
        }
        return others == null ? UNKNOWN : others.getOrDefault(id, UNKNOWN);
    }

    /** The place of the fact that the pair is, {@link #NO_FACT} if it is none. */
    int fact(int place) {
        return facts[place];
    }

    /** The key of metadata; null if the pair is a fact, or the key is no text. */
    @Nullable
    String key(int place) {
        return keys[place];
    }

    @Nullable
    Object value(int place) {
        return values[place];
    }
}
