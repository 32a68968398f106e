package io.puypuy.engine.settings;

import io.puypuy.api.Settings;
import io.puypuy.api.read.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one section typed; gathers faults and which keys were asked for. Thread-safe: its monitor guards what it gathers. */
public final class SectionSettings implements Settings {
    private final Section section;
    private final List<Fault> faults = new ArrayList<>();
    // As the reader spells them, by key in lower case.
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    // Keys in lower case that were given as others: they stay so for the next reader of the section.
    private final Set<String> others = new LinkedHashSet<>();

    SectionSettings(Section section) {
        this.section = section;
    }

    /**
     * A section of a file of another form.
     *
     * @param file as the user would open it
     * @param line from 1; 0 if the section stands nowhere
     * @param name empty for keys that stand in no section
     * @param entries in the order of the file; the last of a name counts
     */
    public static SectionSettings of(String file, int line, String name, List<Entry> entries) {
        Map<String, Entry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.put(Section.lower(entry.key()), entry));
        return new SectionSettings(new Section(file, line, name, "", byKey));
    }

    /** Faults so far, then a warning for each key that was not asked for, if the section has been read at all. */
    public synchronized List<Fault> faults() {
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

    /** The values of all keys that were asked for as secrets. */
    synchronized List<String> secretValues() {
        return secrets.stream()
                .map(this::value)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** Where to change it, for a sentence: {@code in [NginX] of conf/webservers.ini}. */
    public String place() {
        String title = "in [" + section.title() + "]";
        return section.line() > 0
                ? title + " of " + section.file()
                : title + ", a section that " + section.file() + "/ does not have so far";
    }

    @Override
    public String section() {
        return section.name();
    }

    @Override
    public Optional<String> label() {
        return section.label().isEmpty() ? Optional.empty() : Optional.of(section.label());
    }

    @Override
    public boolean has(String key) {
        return !value(key).isEmpty();
    }

    @Override
    public boolean isWritten(String key) {
        return written(key) != null;
    }

    @Override
    public String text(String key, String defaultValue) {
        String value = value(key);
        return value.isEmpty() ? defaultValue : value;
    }

    @Override
    public String requiredText(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            fault(key, "required, but not set", "write a value");
        }
        return value;
    }

    @Override
    public synchronized Optional<String> secret(String key) {
        secrets.add(Section.lower(key));
        String value = value(key);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public long integer(String key, long defaultValue, long min, long max) {
        String value = value(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        String expected = "write a whole number " + range(Long.toString(min), max == Long.MAX_VALUE ? "" : "" + max);
        try {
            long number = Long.parseLong(value);
            if (number >= min && number <= max) {
                return number;
            }
            fault(key, "out of range", expected);
        } catch (NumberFormatException notANumber) {
            fault(key, "not a whole number", expected);
        }
        return defaultValue;
    }

    @Override
    public double floating(String key, double defaultValue, double min, double max) {
        String value = value(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        String expected = "write a number " + range("" + min, max == Double.MAX_VALUE ? "" : "" + max);
        try {
            double number = Double.parseDouble(value);
            if (number >= min && number <= max) {
                return number;
            }
            fault(key, "out of range", expected);
        } catch (NumberFormatException notANumber) {
            fault(key, "not a number", expected);
        }
        return defaultValue;
    }

    private static String range(String min, String max) {
        return max.isEmpty() ? "from " + min + " on" : "from " + min + " to " + max;
    }

    @Override
    public boolean truth(String key, boolean defaultValue) {
        return switch (value(key).toLowerCase(Locale.ROOT)) {
            case "" -> defaultValue;
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> {
                fault(key, "not a truth value", "write yes or no");
                yield defaultValue;
            }
        };
    }

    @Override
    public Duration duration(String key, Duration defaultValue) {
        String value = value(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        Optional<Duration> duration = DurationText.parse(value);
        if (duration.isEmpty()) {
            fault(key, "not a duration", "write a number and a unit, such as 500ms, 5s or 1m");
        }
        return duration.orElse(defaultValue);
    }

    @Override
    public URI uri(String key, URI defaultValue) {
        String value = value(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        try {
            URI uri = URI.create(value);
            if (uri.getScheme() != null && ServerAddress.of(uri).isPresent()) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, together with addresses that lack a part.
        }
        fault(key, "not an address", "write it with scheme and host, such as " + defaultValue);
        return defaultValue;
    }

    @Override
    public <E extends Enum<E>> E choice(String key, E defaultValue) {
        String value = value(key);
        if (value.isEmpty()) {
            return defaultValue;
        }
        E[] choices = defaultValue.getDeclaringClass().getEnumConstants();
        List<String> names = new ArrayList<>();
        for (E choice : choices) {
            if (choice.name().equalsIgnoreCase(value.replace('-', '_'))) {
                return choice;
            }
            names.add(choice.name().toLowerCase(Locale.ROOT));
        }
        fault(key, "not a choice", "write one of " + String.join(", ", names));
        return defaultValue;
    }

    @Override
    public List<String> list(String key, List<String> defaultValue) {
        String value = value(key);
        return value.isEmpty() ? defaultValue : Arrays.asList(value.split("[,\\s]+"));
    }

    @Override
    public synchronized void obsolete(String... keys) {
        for (String key : keys) {
            asked.put(Section.lower(key), key);
        }
    }

    @Override
    public synchronized void renamed(String oldKey, String newKey) {
        aliases.put(Section.lower(newKey), Section.lower(oldKey));
        Entry old = entry(oldKey);
        if (old != null) {
            faults.add(warning(old, "is now called \"" + newKey + "\"; the old name ends with the next release"));
        }
    }

    @Override
    public synchronized Map<String, String> others() {
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

    @Override
    public synchronized void fault(String key, String wrong, String expected) {
        entry(key);
        Fault fault = remark(key, wrong + "; " + expected);
        // A section that two read has it once.
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Adds what is remarkable about a key, but keeps nothing from working. */
    public synchronized void warn(String key, String message) {
        Entry entry = entry(key);
        faults.add(entry == null ? remark(key, message).asWarning() : warning(entry, message));
    }

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

    private String value(String key) {
        Entry entry = written(key);
        return entry == null ? "" : entry.value().strip();
    }

    /** What stands under the key, or else under its old name. */
    private synchronized @Nullable Entry written(String key) {
        Entry entry = entry(key);
        String oldKey = aliases.get(Section.lower(key));
        return entry == null && oldKey != null ? entry(oldKey) : entry;
    }

    private synchronized @Nullable Entry entry(String key) {
        asked.putIfAbsent(Section.lower(key), key);
        return section.entries().get(Section.lower(key));
    }
}
