package io.puypuy.engine.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a section with what their readers leave behind: which keys were asked for and how, and what is wrong.
 * Thread-safe: its monitor guards all of it.
 */
final class AskedEntries {
    private final Section section;
    private final List<Fault> faults = new ArrayList<>();
    // As the reader spells them, by key in lower case.
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    // Keys in lower case that were given as others: they stay so for the next reader of the section.
    private final Set<String> others = new LinkedHashSet<>();

    AskedEntries(Section section) {
        this.section = section;
    }

    /** What stands under the key, or else under its old name. */
    synchronized @Nullable Entry written(String key) {
        Entry entry = entry(key);
        String oldKey = aliases.get(Section.lower(key));
        return entry == null && oldKey != null ? entry(oldKey) : entry;
    }

    /** Empty if it is not written. */
    String value(String key) {
        Entry entry = written(key);
        return entry == null ? "" : entry.value().strip();
    }

    private synchronized @Nullable Entry entry(String key) {
        asked.putIfAbsent(Section.lower(key), key);
        return section.entries().get(Section.lower(key));
    }

    /** Its value is shown nowhere from now on. */
    synchronized void secret(String key) {
        secrets.add(Section.lower(key));
    }

    /** The values of all secrets. */
    synchronized List<String> secretValues() {
        return secrets.stream()
                .map(this::value)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Keys that are known, but read no more. */
    synchronized void obsolete(String... keys) {
        for (String key : keys) {
            asked.put(Section.lower(key), key);
        }
    }

    /** From now on the value of the old key counts where the new one is not written. */
    synchronized void renamed(String oldKey, String newKey) {
        aliases.put(Section.lower(newKey), Section.lower(oldKey));
        Entry old = entry(oldKey);
        if (old != null) {
            faults.add(warning(old, "is now called \"" + newKey + "\"; the old name ends with the next release"));
        }
    }

    /** Keys and values that were not asked for one by one; they are now. */
    synchronized Map<String, String> others() {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : section.entries().entrySet()) {
            if (!asked.containsKey(entry.getKey()) || others.contains(entry.getKey())) {
                others.add(entry.getKey());
                found.put(entry.getValue().key(), entry.getValue().value());
            }
        }
        found.keySet().forEach(this::entry);
        return found;
    }

    /** Faults so far, then a warning for each key that was not asked for, if the section has been read at all. */
    synchronized List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        if (asked.isEmpty()) {
            return all;
        }
        for (Map.Entry<String, Entry> entry : section.entries().entrySet()) {
            if (!asked.containsKey(entry.getKey())) {
                String near = Nearest.to(entry.getValue().key(), asked.values())
                        .map(key -> "; did you mean \"" + key + "\"?")
                        .orElse("");
                all.add(warning(entry.getValue(), "unknown key" + near));
            }
        }
        return all;
    }

    synchronized void fault(String key, String message) {
        entry(key);
        Fault fault = remark(key, message);
        // A section that two read has it once.
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    synchronized void warn(String key, String message) {
        Entry entry = entry(key);
        faults.add(entry == null ? remark(key, message).asWarning() : warning(entry, message));
    }

    /** A fault that is not remembered. */
    synchronized Fault remark(String key, String message) {
        Entry entry = section.entries().get(Section.lower(key));
        boolean hidden = secrets.contains(Section.lower(key));
        return new Fault(
                section.file(),
                entry == null ? section.line() : entry.line(),
                section.title(),
                key,
                entry == null || hidden ? null : entry.shown(),
                message,
                false);
    }

    private Fault warning(Entry entry, String message) {
        return new Fault(section.file(), entry.line(), section.title(), entry.key(), null, message, true);
    }
}
