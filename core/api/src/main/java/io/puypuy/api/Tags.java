package io.puypuy.api;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Name and value pairs that tell points of one metric apart. Immutable; the order in which they were given is kept for
 * formats that depend on it, equality does not depend on it. A tag with an empty value says nothing and is left out.
 */
public final class Tags {
    private static final Tags NONE = new Tags(new String[0]);

    /** A name, its value, the next name: never changed. Each point has tags, so they are one array and no list of a list. */
    private final String[] namesAndValues;

    private final int hash;

    private Tags(String[] namesAndValues) {
        this(namesAndValues, hash(namesAndValues));
    }

    private Tags(String[] namesAndValues, int hash) {
        this.namesAndValues = namesAndValues;
        this.hash = hash;
    }

    public static Tags none() {
        return NONE;
    }

    /** One tag; none if the value is empty. */
    public static Tags of(String name, String value) {
        return NONE.and(name, value);
    }

    /** These tags in the map's order. */
    public static Tags of(Map<String, String> tags) {
        String[] all = new String[2 * tags.size()];
        int size = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (!isEmpty(tag.getKey(), tag.getValue())) {
                all[size++] = tag.getKey();
                all[size++] = tag.getValue();
            }
        }
        return first(all, size);
    }

    /** These tags and one more; a tag of that name is replaced in its place. */
    public Tags and(String name, String value) {
        int known = indexOf(name);
        if (isEmpty(name, value)) {
            return known < 0 ? this : withoutPlace(known);
        }
        int place = known < 0 ? namesAndValues.length : known;
        int others = known < 0 ? hash : hash - hash(name, namesAndValues[known + 1]);
        String[] more = copy(namesAndValues, Math.max(namesAndValues.length, place + 2));
        more[place] = name;
        more[place + 1] = value;
        return new Tags(more, others + hash(name, value));
    }

    // Java's first compiler has Arrays.copyOf look up the kind of the array each time.
    private static String[] copy(String[] from, int length) {
        String[] copy = new String[length];
        System.arraycopy(from, 0, copy, 0, Math.min(from.length, length));
        return copy;
    }

    private static boolean isEmpty(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a tag has a name");
        }
        return value.isEmpty();
    }

    private Tags withoutPlace(int place) {
        String[] fewer = copy(namesAndValues, namesAndValues.length - 2);
        System.arraycopy(namesAndValues, place + 2, fewer, place, fewer.length - place);
        return first(fewer, fewer.length);
    }

    private static Tags first(String[] namesAndValues, int size) {
        if (size == 0) {
            return NONE;
        }
        return new Tags(size == namesAndValues.length ? namesAndValues : copy(namesAndValues, size));
    }

    /** These tags, then the others; of two with one name the other's value stays. */
    public Tags and(Tags others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        int size = namesAndValues.length;
        String[] all = copy(namesAndValues, size + others.namesAndValues.length);
        for (int i = 0; i < others.namesAndValues.length; i += 2) {
            int known = indexOf(others.namesAndValues[i]);
            int place = known < 0 ? size : known;
            all[place] = others.namesAndValues[i];
            all[place + 1] = others.namesAndValues[i + 1];
            size = Math.max(size, place + 2);
        }
        return first(all, size);
    }

    /** These tags but the one of that name. */
    public Tags without(String name) {
        return and(name, "");
    }

    public Optional<String> value(String name) {
        int known = indexOf(name);
        return known < 0 ? Optional.empty() : Optional.of(namesAndValues[known + 1]);
    }

    public int size() {
        return namesAndValues.length / 2;
    }

    public boolean isEmpty() {
        return namesAndValues.length == 0;
    }

    /** Name and value of each tag, in the order in which they were given. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // A sum, because the order does not count.
    private static int hash(String[] namesAndValues) {
        int sum = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sum += hash(namesAndValues[i], namesAndValues[i + 1]);
        }
        return sum;
    }

    private static int hash(String name, String value) {
        return 31 * name.hashCode() + value.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Tags tags
                && hash == tags.hash
                && namesAndValues.length == tags.namesAndValues.length
                && (Arrays.equals(namesAndValues, tags.namesAndValues) || hasAllOf(tags.namesAndValues));
    }

    private boolean hasAllOf(String[] others) {
        for (int i = 0; i < others.length; i += 2) {
            int known = indexOf(others[i]);
            if (known < 0 || !namesAndValues[known + 1].equals(others[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code {core=cpu0, mode=idle}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append('=')
                .append(value));
        return text.append('}').toString();
    }
}
