package io.puypuy.engine.settings;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A section as it stands in a file. Immutable; two with the same name, label and values are equal for
 * {@link #sameValues}, wherever they stand.
 *
 * @param name without the label
 * @param label behind the colon of {@code [NginX:second]}; empty if there is none
 * @param entries by key in lower case, in the order of the file
 */
record Section(String file, int line, String name, String label, Map<String, Entry> entries) {
    Section {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The section that a name in brackets stands for, still without entries. */
    static Section named(String file, int line, String bracketed) {
        int colon = bracketed.indexOf(':');
        String name = colon < 0 ? bracketed : bracketed.substring(0, colon);
        String label = colon < 0 ? "" : bracketed.substring(colon + 1);
        return new Section(file, line, name.strip(), label.strip(), Map.of());
    }

    Section withEntries(Map<String, Entry> read) {
        return new Section(file, line, name, label, read);
    }

    /** What two sections may not have in common. */
    String id() {
        return id(name, label);
    }

    static String id(String name, String label) {
        return label.isEmpty() ? lower(name) : lower(name) + ":" + label;
    }

    /** As in the brackets. */
    String title() {
        return label.isEmpty() ? name : name + ":" + label;
    }

    boolean sameValues(Section other) {
        if (!id().equals(other.id()) || !entries.keySet().equals(other.entries.keySet())) {
            return false;
        }
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            Entry theirs = other.entries.get(entry.getKey());
            if (theirs == null || !entry.getValue().value().equals(theirs.value())) {
                return false;
            }
        }
        return true;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
