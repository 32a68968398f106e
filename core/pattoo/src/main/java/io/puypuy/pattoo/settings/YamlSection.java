package io.puypuy.pattoo.settings;

import io.puypuy.engine.settings.Entry;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.Replacement;
import io.puypuy.engine.settings.SectionSettings;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.ListeningKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads one mapping of a YAML file typed, with the rules and messages of {@code conf/*.ini}. A value is taken as it is
 * written, whatever type YAML would give it: {@code 5000} and {@code "5000"} are the same. Used by one thread.
 */
final class YamlSection {
    /** Mappings that take in others may do so again, this often. */
    private static final int MAX_MERGES = 8;

    private static final int MAX_DIGITS = 18;

    private final String file;
    private final String name;
    private final boolean present;
    private final SectionSettings scalars;
    private final Map<String, Node> lists = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private YamlSection(String file, int line, String name, @Nullable MappingNode mapping, Replacement replacement) {
        this.file = file;
        this.name = name;
        this.present = mapping != null;
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (mapping != null) {
            collect(mapping, entries, replacement, 0);
        }
        scalars = SectionSettings.of(file, line, name, List.copyOf(entries.values()));
    }

    /**
     * A section.
     *
     * @param name empty for the keys at the left edge of a file
     */
    static YamlSection of(String file, int line, String name, MappingNode mapping, Replacement replacement) {
        return new YamlSection(file, line, name, mapping, replacement);
    }

    /** A section that no file has. */
    static YamlSection absent(String file, String name, Replacement replacement) {
        return new YamlSection(file, 0, name, null, replacement);
    }

    private void collect(MappingNode mapping, Map<String, Entry> entries, Replacement replacement, int merges) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), entries, replacement, merges + 1);
            }
        }
        Map<String, Entry> own = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = YamlFile.key(tuple);
            int line = YamlFile.line(tuple.getKeyNode());
            if (key == null) {
                faults.add(new Fault(file, line, name, "", null, "a key that is no text; write a name", false));
            } else if (!tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                Entry former = own.put(key, entry(key, tuple.getValueNode(), line, replacement));
                if (former != null) {
                    String message = "stands also in line " + former.line() + ", which does not count";
                    faults.add(new Fault(file, line, name, key, null, message, true));
                }
            }
        }
        entries.putAll(own);
    }

    private void merge(Node from, Map<String, Entry> entries, Replacement replacement, int merges) {
        if (merges > MAX_MERGES) {
            return;
        }
        if (from instanceof MappingNode mapping) {
            Map<String, Entry> taken = new LinkedHashMap<>();
            collect(mapping, taken, replacement, merges);
            taken.forEach(entries::putIfAbsent);
        } else if (from instanceof SequenceNode sequence) {
            sequence.getValue().forEach(part -> merge(part, entries, replacement, merges + 1));
        }
    }

    private Entry entry(String key, Node value, int line, Replacement replacement) {
        lists.remove(lower(key));
        if (!(value instanceof ScalarNode scalar)) {
            lists.put(lower(key), value);
            return new Entry(key, "", value instanceof SequenceNode ? "- …" : "…: …", line);
        }
        if (value.getTag().equals(Tag.NULL)) {
            return new Entry(key, "", "", line);
        }
        Replacement.Replaced replaced = replacement.apply(scalar.getValue());
        if (!replaced.wrong().isEmpty()) {
            faults.add(new Fault(file, line, name, key, scalar.getValue(), replaced.wrong(), false));
        }
        return new Entry(key, replaced.value(), scalar.getValue(), line);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }

    /** Whether a file has it. */
    boolean isPresent() {
        return present;
    }

    String name() {
        return name;
    }

    /** Its file, for messages. */
    String file() {
        return file;
    }

    /** Faults and warnings so far, and a warning for each key that nobody asked for. */
    List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(scalars.faults());
        return all;
    }

    void fault(String key, String wrong, String expected) {
        scalars.fault(key, wrong, expected);
    }

    void warn(String key, String message) {
        scalars.warn(key, message);
    }

    /** Whether there is something behind the key. */
    boolean has(String key) {
        return scalars.has(key) || lists.containsKey(lower(key));
    }

    /** The first of the names that is set; the first one if none is. */
    String oneOf(String key, String... olderNames) {
        boolean set = has(key);
        String found = key;
        for (String older : olderNames) {
            // Asked for in any case, so that no name counts as unknown.
            if (has(older) && !set) {
                set = true;
                found = older;
            }
        }
        return found;
    }

    /** Whether the key has a single value; a list or a mapping is a fault. */
    private boolean isSingle(String key) {
        // Said once, however often it is asked for.
        boolean list = lists.remove(lower(key)) != null;
        if (list) {
            fault(key, "not a single value", "write one value behind the colon");
        }
        return !list;
    }

    String text(String key, String defaultValue) {
        return isSingle(key) ? scalars.text(key, defaultValue) : defaultValue;
    }

    String requiredText(String key) {
        return isSingle(key) ? scalars.requiredText(key) : "";
    }

    Optional<String> secret(String key) {
        return isSingle(key) ? scalars.secret(key) : Optional.empty();
    }

    /** What a request to a server must bring, by the rule of all servers. */
    Optional<String> requestKey(String key) {
        return isSingle(key) ? ListeningKeys.apiKey(scalars, key) : Optional.empty();
    }

    /** Who may ask a server; separated by commas. */
    AllowedAddresses allowed(String key) {
        return isSingle(key) ? ListeningKeys.allowed(scalars, key) : AllowedAddresses.EVERYBODY;
    }

    boolean truth(String key, boolean defaultValue) {
        return isSingle(key) ? scalars.truth(key, defaultValue) : defaultValue;
    }

    long integer(String key, long defaultValue, long min, long max) {
        return isSingle(key) ? scalars.integer(key, defaultValue, min, max) : defaultValue;
    }

    /** A duration with a unit, or a number of seconds. */
    Duration duration(String key, Duration defaultValue, Duration max) {
        String text = text(key, "");
        Duration duration = text.matches("\\d{1,9}")
                ? Duration.ofSeconds(integer(key, defaultValue.toSeconds(), 1, max.toSeconds()))
                : isSingle(key) ? scalars.duration(key, defaultValue) : defaultValue;
        if (duration.compareTo(max) > 0) {
            fault(key, "out of range", "write at most " + max.toSeconds() + "s");
        }
        return duration;
    }

    /**
     * Seconds as pattoo reads them: the absolute value; empty if there are none or 0.
     *
     * @param max most seconds
     */
    Optional<Duration> interval(String key, long max) {
        String text = text(key, "").replaceFirst("\\.0+$", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[+-]?\\d{1," + MAX_DIGITS + "}")) {
            fault(key, "not a whole number", "write a number of seconds, such as 300");
            return Optional.empty();
        }
        long seconds = Math.abs(Long.parseLong(text));
        if (seconds > max) {
            fault(key, "out of range", "write a number of seconds up to " + max);
            return Optional.empty();
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** The parts of a list; a value that is none is a fault. */
    List<Node> list(String key) {
        boolean set = has(key);
        Node node = lists.get(lower(key));
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (set) {
            fault(key, "not a list", "write a line for each, which begins with \"- \"");
        }
        return List.of();
    }
}
