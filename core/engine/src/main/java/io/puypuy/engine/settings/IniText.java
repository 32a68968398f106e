package io.puypuy.engine.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of one file. ini4j does not say where it is, so it gets one line at a time; a line that it cannot
 * read costs that line only.
 */
final class IniText {
    private final String file;
    private final Replacement replacement;
    private final List<Section> sections = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Section current;

    private IniText(String file, Replacement replacement) {
        this.file = file;
        this.replacement = replacement;
    }

    /** What a text holds; sections in their order. */
    record Parsed(List<Section> sections, List<Fault> faults) {}

    /**
     * Parses a text.
     *
     * @param file as in messages
     * @param replacement of {@code ${ENV:…}} and {@code ${FILE:…}}
     */
    static Parsed parse(String file, String text, Replacement replacement) {
        IniText parsing = new IniText(file, replacement);
        int number = 0;
        for (String line : (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1)) {
            parsing.line(++number, line);
        }
        parsing.finishSection();
        return new Parsed(List.copyOf(parsing.sections), List.copyOf(parsing.faults));
    }

    private void line(int number, String text) {
        IniLine line;
        try {
            line = IniLine.parse(text);
        } catch (IOException unreadable) {
            faults.add(new Fault(file, number, "", "", null, "not a [section] and not key = value", false));
            return;
        }
        if (line.key() != null) {
            entry(number, line.key(), line.value());
        } else if (line.section() != null) {
            finishSection();
            current = Section.named(file, number, line.section());
        }
    }

    private void entry(int number, String key, @Nullable String value) {
        if (current == null) {
            faults.add(
                    new Fault(file, number, "", "", null, "\"" + key + "\" stands before the first [section]", false));
            return;
        }
        if (value == null) {
            String message = "not key = value; write # before a comment";
            faults.add(new Fault(file, number, current.title(), key, null, message, false));
            return;
        }
        Entry known = entries.get(Section.lower(key));
        if (known != null) {
            String message = "given twice, first in line " + known.line() + "; keep one";
            faults.add(new Fault(file, number, current.title(), key, null, message, false));
            return;
        }
        Replacement.Replaced replaced = replacement.apply(value);
        if (!replaced.wrong().isEmpty()) {
            faults.add(new Fault(file, number, current.title(), key, value, replaced.wrong(), false));
        }
        entries.put(Section.lower(key), new Entry(key, replaced.value(), value, number));
    }

    private void finishSection() {
        if (current != null) {
            sections.add(current.withEntries(entries));
        }
        entries.clear();
    }
}
