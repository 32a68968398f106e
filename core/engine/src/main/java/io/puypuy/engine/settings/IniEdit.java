package io.puypuy.engine.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes single keys of one file and leaves every other character as it is: comments, order, blank lines, ends of lines.
 * A key that is switched off becomes a comment; one that stands there as a comment, as {@code conf/config.ini} ships most
 * of them, is switched on in its place. Values are those of the file, without replacement of {@code ${ENV:…}}. Used by
 * one thread.
 */
public final class IniEdit {
    private static final Pattern LINES = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");
    private static final Pattern COMMENT = Pattern.compile("^(\\s*)[#;]\\s*(?=\\S)");

    // With their ends.
    private final List<String> lines;
    private final String lineEnd;
    private final Section section;
    // The line that was changed last; the next new key comes behind it.
    private int anchor = -1;

    private IniEdit(List<String> lines, Section section) {
        this.lines = lines;
        this.section = section;
        this.lineEnd = lines.isEmpty() || !lines.get(0).endsWith("\r\n") ? "\n" : "\r\n";
    }

    /** Changes one section of the text; it is added at the end, if there is none, as soon as a key is set. */
    public static IniEdit of(String text, String sectionName, String label) {
        List<String> lines = text.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(LINES.split(text)));
        String title = label.isEmpty() ? sectionName : sectionName + ":" + label;
        return new IniEdit(lines, Section.named("", 0, title));
    }

    /** The text as it is now. */
    public String text() {
        return String.join("", lines);
    }

    /** Whether the section is there. */
    public boolean exists() {
        return begin() >= 0;
    }

    /** The value as it stands there; empty if there is no such key. */
    public Optional<String> get(String key) {
        int line = find(key, begin() + 1, end(), false);
        return line < 0 ? Optional.empty() : Optional.of(value(parsed(lines.get(line))));
    }

    /** Keys that are not switched off, in their order. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = begin() + 1; i < end(); i++) {
            String key = parsed(lines.get(i)).key();
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /**
     * Writes a value: where the key stands, else where it stands as a comment in the paragraph that was changed last, else
     * behind the line that was changed last, or the section's last key.
     *
     * @throws IllegalArgumentException if a file cannot {@linkplain #holds hold} the value
     */
    public void set(String key, String value) {
        if (!holds(value)) {
            throw new IllegalArgumentException("not a value of one line");
        }
        if (!exists()) {
            addSection();
        }
        int line = find(key, begin() + 1, end(), false);
        if (line >= 0 && value(parsed(lines.get(line))).equals(value)) {
            anchor = line;
            return;
        }
        if (line < 0 && anchor >= 0) {
            line = find(key, paragraphBegin(anchor), paragraphEnd(anchor), true);
        }
        write(line, key, value);
    }

    /**
     * Makes another of several paragraphs the one that counts, each of which has this key: switches all keys off, and
     * this one on, where it stands as a comment with that value; else behind where it stood.
     */
    public void choose(String key, String value) {
        if (!exists()) {
            addSection();
        }
        int old = find(key, begin() + 1, end(), false);
        keys().forEach(this::switchOff);
        for (int i = begin() + 1; i < end(); i++) {
            String inside = COMMENT.matcher(lines.get(i)).replaceFirst("$1");
            if (i != old && isKey(inside, key) && value(parsed(inside)).equalsIgnoreCase(value)) {
                write(i, key, value);
                return;
            }
        }
        anchor = old;
        write(-1, key, value);
    }

    /** Makes the key a comment; nothing happens if there is no such key. */
    public void switchOff(String key) {
        int line = find(key, begin() + 1, end(), false);
        if (line >= 0) {
            lines.set(line, "#" + lines.get(line));
        }
    }

    /** Whether a line can have this value so that it is read back as it is. */
    public static boolean holds(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        return value(parsed("key = " + value)).equals(value);
    }

    /** @param line of the key, or of a comment with it; -1 for a new one */
    private void write(int line, String key, String value) {
        if (line >= 0) {
            lines.set(line, replaced(lines.get(line), value));
            anchor = line;
            return;
        }
        int before = anchor >= 0 ? anchor : lastKey();
        lines.set(before, ended(lines.get(before)));
        anchor = before + 1;
        lines.add(anchor, key + (value.isEmpty() ? " =" : " = " + value) + lineEnd);
    }

    /** The line with another value and without a sign of comment, with the rest as it was. */
    private static String replaced(String line, String value) {
        String inside = COMMENT.matcher(line).replaceFirst("$1");
        Matcher parts = Pattern.compile("^([^=:]*[=:][ \t]*)(.*?)([ \t]*)(\\R?)$", Pattern.DOTALL)
                .matcher(inside);
        if (!parts.matches()) {
            throw new IllegalStateException("no key and value");
        }
        boolean tight = parts.group(1).endsWith("=") || parts.group(1).endsWith(":");
        // "key =" without a value gets its blank; "key=old" stays tight.
        String blank = tight && parts.group(2).isEmpty() && !value.isEmpty() ? " " : "";
        return parts.group(1) + blank + value + parts.group(4);
    }

    private void addSection() {
        if (!lines.isEmpty()) {
            lines.set(lines.size() - 1, ended(lines.get(lines.size() - 1)));
            lines.add(lineEnd);
        }
        lines.add("[" + section.title() + "]" + lineEnd);
    }

    private String ended(String line) {
        return line.endsWith("\n") || line.endsWith("\r") ? line : line + lineEnd;
    }

    /** The line of the section's name; -1 if there is none. */
    private int begin() {
        for (int i = 0; i < lines.size(); i++) {
            String name = parsed(lines.get(i)).section();
            if (name != null && Section.named("", 0, name).id().equals(section.id())) {
                return i;
            }
        }
        return -1;
    }

    /** The line behind the section's last one; 0 if there is no section. */
    private int end() {
        int i = begin() + 1;
        if (i == 0) {
            return 0;
        }
        while (i < lines.size() && parsed(lines.get(i)).section() == null) {
            i++;
        }
        return i;
    }

    /** The line of the section's last key, or of its name. */
    private int lastKey() {
        int last = begin();
        for (int i = last + 1; i < end(); i++) {
            if (parsed(lines.get(i)).key() != null) {
                last = i;
            }
        }
        return last;
    }

    private int paragraphBegin(int line) {
        int first = line;
        while (first > begin() + 1 && !lines.get(first - 1).isBlank()) {
            first--;
        }
        return first;
    }

    private int paragraphEnd(int line) {
        int behind = line;
        while (behind < end() && !lines.get(behind).isBlank()) {
            behind++;
        }
        return behind;
    }

    private int find(String key, int from, int to, boolean comments) {
        for (int i = from; i < to; i++) {
            String line = comments ? COMMENT.matcher(lines.get(i)).replaceFirst("$1") : lines.get(i);
            if (isKey(line, key)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isKey(String line, String key) {
        IniLine parsed = parsed(line);
        return parsed.key() != null
                && parsed.value() != null
                && parsed.key().toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT));
    }

    private static String value(IniLine line) {
        @Nullable String value = line.value();
        return value == null ? "" : value.strip();
    }

    /** A line that cannot be read is somebody else's. */
    private static IniLine parsed(String line) {
        try {
            return IniLine.parse(line.startsWith("\uFEFF") ? line.substring(1) : line);
        } catch (IOException unreadable) {
            return new IniLine(null, null, null);
        }
    }
}
