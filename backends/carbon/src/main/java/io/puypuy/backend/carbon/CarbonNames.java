package io.puypuy.backend.carbon;

import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Names of series that every carbon takes, that Graphite's queries can name, and that are file names. What may not stand in
 * a name becomes % and the hex digits of its UTF-8 bytes, so that different texts stay different. Sources: carbon, {@code
 * util.py}, {@code TaggedSeries}; graphite-web, {@code render/grammar.py}, and "Graphite Tag Support".
 */
final class CarbonNames {
    /** File names end at 255 bytes, with {@code .wsp} behind the name. */
    private static final int MOST_COMPONENT = 240;

    private CarbonNames() {}

    /**
     * {@code cluster.group.host.location.type.tagvalues.name}, without empty components, in ASCII. Dots of the host are
     * underscores; dots of the name stay, as folders. The names of tags are not part of it.
     */
    static String path(Series series) {
        Origin origin = series.origin();
        List<String> components = new ArrayList<>();
        components.add(component(origin.cluster()));
        components.add(component(origin.group()));
        components.add(host(origin.host()));
        components.add(component(origin.location()));
        components.add(component(series.metric().type()));
        series.tags().forEach((name, value) -> components.add(component(value)));
        components.removeIf(String::isEmpty);
        components.add(dotted(series.name()));
        return String.join(".", components);
    }

    private static String host(String host) {
        // An underscore of its own would make two hosts of one name.
        String dotted = escaped(host, c -> c == '.' || (isPlain(c) && c != '_'));
        return cut(dotted.replace('.', '_'));
    }

    private static String component(String text) {
        return cut(escaped(text, CarbonNames::isPlain));
    }

    private static String dotted(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.contains("")) {
            return component(name);
        }
        return parts.stream().map(CarbonNames::component).collect(Collectors.joining("."));
    }

    /** {@code name;tag=value;tag=value}, ordered as carbon orders it, in ASCII. */
    static String tagged(Series series) {
        TreeSet<String> tags = new TreeSet<>();
        series.allTags().forEach((name, value) -> {
            // Carbon has the metric's name in the tag of this name.
            String legal = "name".equals(name) ? "%6Eame" : cut(escaped(name, CarbonNames::isInTagName));
            tags.add(";" + legal + "=" + taggedValue(value));
        });
        return taggedValue(series.name()) + String.join("", tags);
    }

    private static String taggedValue(String text) {
        String legal = escaped(text, CarbonNames::isInTagValue);
        return cut(legal.startsWith("~") ? "%7E" + legal.substring(1) : legal);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-:@".indexOf(c) >= 0;
    }

    private static boolean isInTagValue(int c) {
        return c > ' ' && c < 0x7f && "%;'\"".indexOf(c) < 0;
    }

    private static boolean isInTagName(int c) {
        return isInTagValue(c) && "!^=".indexOf(c) < 0;
    }

    /** @param stays not % */
    private static String escaped(String text, IntPredicate stays) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (stays.test(c)) {
                escaped.append((char) c);
            } else {
                for (byte b : utf8(c)) {
                    escaped.append(String.format(Locale.ROOT, "%%%02X", b));
                }
            }
        });
        return escaped.toString();
    }

    private static byte[] utf8(int c) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            // Half a character, which is no text: as if it were one, lest all of them are the same.
            return new byte[] {(byte) 0xed, (byte) (0x80 | ((c >> 6) & 0x3f)), (byte) (0x80 | (c & 0x3f))};
        }
        return Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    /** A long text ends in a digest of the whole, behind what no other text has. */
    private static String cut(String escaped) {
        if (escaped.length() <= MOST_COMPONENT) {
            return escaped;
        }
        String digest = "%-"
                + UUID.nameUUIDFromBytes(escaped.getBytes(StandardCharsets.US_ASCII))
                        .toString()
                        .replace("-", "");
        return escaped.substring(0, MOST_COMPONENT - digest.length()) + digest;
    }
}
