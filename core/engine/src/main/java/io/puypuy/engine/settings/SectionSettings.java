package io.puypuy.engine.settings;

import io.puypuy.api.Settings;
import io.puypuy.api.read.ServerAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one section typed. Thread-safe. */
public final class SectionSettings implements Settings {
    private final Section section;
    private final AskedEntries entries;

    SectionSettings(Section section) {
        this.section = section;
        this.entries = new AskedEntries(section);
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
    public List<Fault> faults() {
        return entries.faults();
    }

    /** The values of all keys that were asked for as secrets. */
    List<String> secretValues() {
        return entries.secretValues();
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
        return entries.written(key) != null;
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
    public Optional<String> secret(String key) {
        entries.secret(key);
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
            if (ServerAddress.of(uri).isPresent()) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // Said below, together with addresses that lack a part.
        }
        fault(key, "not an address", "write http:// or https:// and a host, such as " + defaultValue);
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
    public void obsolete(String... keys) {
        entries.obsolete(keys);
    }

    @Override
    public void renamed(String oldKey, String newKey) {
        entries.renamed(oldKey, newKey);
    }

    @Override
    public Map<String, String> others() {
        return entries.others();
    }

    @Override
    public void fault(String key, String wrong, String expected) {
        entries.fault(key, wrong + "; " + expected);
    }

    /** Adds what is remarkable about a key, but keeps nothing from working. */
    public void warn(String key, String message) {
        entries.warn(key, message);
    }

    Fault remark(String key, String message) {
        return entries.remark(key, message);
    }

    private String value(String key) {
        return entries.value(key);
    }
}
