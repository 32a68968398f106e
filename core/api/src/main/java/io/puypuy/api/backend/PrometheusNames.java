package io.puypuy.api.backend;

import io.puypuy.api.Series;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names as Prometheus takes them ("Data model"), the same on every way to it, so that a series has one name whether it is
 * fetched or written.
 *
 * <p>A legal name stays as it is. Any other one is escaped as Prometheus itself does it ("Escaping schemes", values
 * escaping): {@code U__} before it, two underscores for one, and the code point in hexadecimal digits between underscores
 * for what is not legal: {@code disk-usage} becomes {@code U__disk_2d_usage}. So no two names become one. Legal names
 * that begin with {@code U__}, and labels that begin with two underscores, which Prometheus keeps for itself, are escaped
 * too.
 */
public final class PrometheusNames {
    private static final String ESCAPED = "U__";
    private static final String RESERVED = "__";

    private PrometheusNames() {}

    /** The name of a metric: letters, digits, underscores and colons, the first one no digit. */
    public static String metric(String name) {
        return isLegal(name, true) ? name : escaped(name, true);
    }

    /** The name of a label: letters, digits and underscores, the first one no digit. */
    public static String label(String name) {
        return isLegal(name, false) && !name.startsWith(RESERVED) ? name : escaped(name, false);
    }

    /** All tags of a series, with legal names, in their order. Values may be any text. */
    public static SortedMap<String, String> labels(Series series) {
        SortedMap<String, String> labels = new TreeMap<>();
        series.allTags().forEach((name, value) -> labels.put(label(name), value));
        return Collections.unmodifiableSortedMap(labels);
    }

    private static boolean isLegal(String name, boolean colons) {
        for (int i = 0; i < name.length(); i++) {
            if (!isLegal(name.charAt(i), i, colons)) {
                return false;
            }
        }
        return !name.isEmpty() && !name.startsWith(ESCAPED);
    }

    private static boolean isLegal(int c, int index, boolean colons) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c >= '0' && c <= '9' && index > 0)
                || (c == ':' && colons);
    }

    private static String escaped(String name, boolean colons) {
        StringBuilder text = new StringBuilder(ESCAPED);
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int c = name.codePointAt(i);
            if (c == '_') {
                text.append("__");
            } else if (isLegal(c, i, colons)) {
                text.appendCodePoint(c);
            } else {
                text.append('_').append(Integer.toHexString(c)).append('_');
            }
        }
        return text.toString();
    }
}
