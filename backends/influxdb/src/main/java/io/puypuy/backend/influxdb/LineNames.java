package io.puypuy.backend.influxdb;

import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names and tags as the line protocol takes them. Source: "InfluxDB v1, line protocol reference", chapters on special
 * characters and keywords, and what InfluxDB 1.6.7 gives back. What cannot be written there becomes a look-alike that
 * nobody uses, so that no two series become one.
 */
final class LineNames {
    /** These tags are refused by InfluxDB 1 (time), or InfluxDB 2 discards their points. */
    private static final Pattern RESERVED = Pattern.compile("(?:time|_field|_measurement)_*");

    private static final char CONTROL_PICTURES = '\u2400';
    private static final char PICTURE_OF_DELETE = '\u2421';
    private static final char FULL_WIDTH_BACKSLASH = '\uff3c';
    private static final char FULL_WIDTH_NUMBER_SIGN = '\uff03';

    private LineNames() {}

    /** Name and tags, escaped, as a line begins with them; the tags in order of their names, which costs the server less. */
    static String key(Series series) {
        StringBuilder key = new StringBuilder();
        measurement(series.name(), key);
        sorted(series.allTags()).forEach((name, value) -> {
            tag(name, key.append(','));
            tag(value, key.append('='));
        });
        return key.toString();
    }

    /** Whether a line, which has tags, is one of that metric. */
    static boolean isOf(byte[] line, String metric) {
        StringBuilder beginning = new StringBuilder();
        measurement(metric, beginning);
        byte[] wanted = beginning.append(',').toString().getBytes(StandardCharsets.UTF_8);
        return line.length > wanted.length && Arrays.equals(line, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static Map<String, String> sorted(Tags tags) {
        Map<String, String> sorted = new TreeMap<>();
        // One more for those that look as if they had got one.
        tags.forEach((name, value) -> sorted.put(RESERVED.matcher(name).matches() ? name + '_' : name, value));
        return sorted;
    }

    private static void measurement(String name, StringBuilder out) {
        for (int i = 0; i < name.length(); i++) {
            char c = printable(name.charAt(i));
            if (c == '\\') {
                // Read back as an escape before some characters and as itself before others.
                c = FULL_WIDTH_BACKSLASH;
            } else if (c == '#' && i == 0) {
                // A comment.
                c = FULL_WIDTH_NUMBER_SIGN;
            } else if (c == ',' || c == ' ') {
                out.append('\\');
            }
            out.append(c);
        }
    }

    /** Name or value of a tag. */
    private static void tag(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = printable(text.charAt(i));
            if (c == '\\' && i == text.length() - 1) {
                // It would escape what stands behind the tag.
                c = FULL_WIDTH_BACKSLASH;
            } else if (c == ',' || c == ' ' || c == '=') {
                out.append('\\');
            }
            out.append(c);
        }
    }

    /** A new line ends a point, and the other control characters are refused by some versions. */
    private static char printable(char c) {
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        return c == 0x7f ? PICTURE_OF_DELETE : c;
    }
}
