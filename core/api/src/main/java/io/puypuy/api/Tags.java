package io.puypuy.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Name and value pairs that tell points of one metric apart. Immutable; the order in which they were given is kept for
 * formats that depend on it, equality does not depend on it. A tag with an empty value says nothing and is left out.
 */
public final class Tags {
    private static final Tags NONE = new Tags(List.of());

    private final List<String> namesAndValues;
    private final int hash;

    private Tags(List<String> namesAndValues) {
        this.namesAndValues = namesAndValues;
        this.hash = hash(namesAndValues);
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
        Tags result = NONE;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            result = result.and(tag.getKey(), tag.getValue());
        }
        return result;
    }

    /** These tags and one more; a tag of that name is replaced in its place. */
    public Tags and(String name, String value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a tag has a name");
        }
        Objects.requireNonNull(value);
        List<String> more = new ArrayList<>(namesAndValues);
        int known = indexOf(name);
        if (value.isEmpty()) {
            if (known >= 0) {
                more.subList(known, known + 2).clear();
            }
        } else if (known >= 0) {
            more.set(known + 1, value);
        } else {
            more.add(name);
            more.add(value);
        }
        return more.isEmpty() ? NONE : new Tags(Collections.unmodifiableList(more));
    }

    /** These tags, then the others; of two with one name the other's value stays. */
    public Tags and(Tags others) {
        Tags result = this;
        for (int i = 0; i < others.namesAndValues.size(); i += 2) {
            result = result.and(others.namesAndValues.get(i), others.namesAndValues.get(i + 1));
        }
        return result;
    }

    /** These tags but the one of that name. */
    public Tags without(String name) {
        return and(name, "");
    }

    public Optional<String> value(String name) {
        int known = indexOf(name);
        return known < 0 ? Optional.empty() : Optional.of(namesAndValues.get(known + 1));
    }

    public int size() {
        return namesAndValues.size() / 2;
    }

    public boolean isEmpty() {
        return namesAndValues.isEmpty();
    }

    /** Name and value of each tag, in the order in which they were given. */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            action.accept(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            if (namesAndValues.get(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // A sum, because the order does not count.
    private static int hash(List<String> namesAndValues) {
        int sum = 0;
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            sum += 31 * namesAndValues.get(i).hashCode()
                    + namesAndValues.get(i + 1).hashCode();
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof Tags tags
                && hash == tags.hash
                && namesAndValues.size() == tags.namesAndValues.size()
                && (namesAndValues.equals(tags.namesAndValues) || hasAllOf(tags));
    }

    private boolean hasAllOf(Tags others) {
        for (int i = 0; i < others.namesAndValues.size(); i += 2) {
            int known = indexOf(others.namesAndValues.get(i));
            if (known < 0 || !namesAndValues.get(known + 1).equals(others.namesAndValues.get(i + 1))) {
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
