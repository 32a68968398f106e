package io.puypuy.pattoo.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pairs of a document, each once, numbered from 0 in the order of their first use. Of numbers that Python calls equal
 * (1 and 1.0, 0 and -0.0) the first spelling stays.
 */
final class PairTable {
    private final Map<Pair, Integer> ids = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    private static final class Pair {
        private final String key;
        private final Object value;
        private final int hash;

        Pair(String key, Object value) {
            this.key = key;
            this.value = value;
            this.hash = 31 * key.hashCode() + value.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair pair && hash == pair.hash && key.equals(pair.key) && value.equals(pair.value);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The number of the pair, which is added if it is not there. */
    int id(String key, Object value) {
        Object same = value instanceof Number number ? PythonNumber.canonical(number) : value;
        int next = keys.size();
        Integer known = ids.putIfAbsent(new Pair(key, same), next);
        if (known != null) {
            return known;
        }
        keys.add(key);
        values.add(value);
        return next;
    }

    int size() {
        return keys.size();
    }

    String key(int id) {
        return keys.get(id);
    }

    Object value(int id) {
        return values.get(id);
    }
}
