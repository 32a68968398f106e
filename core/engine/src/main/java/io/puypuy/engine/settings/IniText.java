package io.puypuy.engine.settings;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ini4j.Config;
import org.ini4j.spi.IniHandler;
import org.ini4j.spi.IniParser;
import org.jspecify.annotations.Nullable;

/**
 * Parses the text of one file. ini4j does not say where it is, so it gets one line at a time; a line that it cannot
 * read costs that line only. Escapes are off: a backslash in a password is a backslash.
 */
final class IniText {
    private final String file;
    private final Replacement replacement;
    private final IniParser parser;
    private final LineHandler handler = new LineHandler();
    private final List<Section> sections = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Section current;

    private IniText(String file, Replacement replacement) {
        this.file = file;
        this.replacement = replacement;
        Config config = new Config();
        config.setEscape(false);
        config.setEscapeNewline(false);
        config.setEmptyOption(true);
        config.setGlobalSection(true);
        parser = IniParser.newInstance(config);
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
            parsing.line(++number, line.strip());
        }
        parsing.finishSection();
        return new Parsed(List.copyOf(parsing.sections), List.copyOf(parsing.faults));
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
            return;
        }
        handler.clear();
        try {
            parser.parse(new StringReader(line), handler);
        } catch (IOException unreadable) {
            faults.add(new Fault(file, number, "", "", null, "not a [section] and not key = value", false));
            return;
        }
        if (handler.key != null) {
            entry(number, handler.key, handler.value);
        } else if (handler.section != null) {
            finishSection();
            current = Section.named(file, number, handler.section);
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

    /** Keeps what ini4j found in one line. */
    private static final class LineHandler implements IniHandler {
        private @Nullable String section;
        private @Nullable String key;
        private @Nullable String value;

        void clear() {
            section = null;
            key = null;
            value = null;
        }

        @Override
        public void startSection(String name) {
            section = name;
        }

        @Override
        public void handleOption(String name, @Nullable String text) {
            key = name;
            value = text;
        }

        @Override
        public void handleComment(String comment) {}

        @Override
        public void startIni() {}

        @Override
        public void endIni() {}

        @Override
        public void endSection() {}
    }
}
