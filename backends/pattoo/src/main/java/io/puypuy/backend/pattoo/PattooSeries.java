package io.puypuy.backend.pattoo;

import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.pattoo.document.Datapoint;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A series as pattoo knows it: target, key and metadata, in an order that never changes, because the checksum by which
 * pattoo knows a datapoint depends on it ("pattoo Agents", chapters 2 and 5).
 *
 * <p>pattoo lower-cases keys and takes none with {@code pattoo} in it. So that no two series become one, {@code pattoo} is
 * written {@code p_attoo}, and what looks like that already gets one more underscore; a metric whose name is not what its key
 * is has it in the metadata {@code metric}; and of tags whose keys would be the same the later ones get a number.
 *
 * @param target the host that was read
 * @param key of the datapoint
 * @param metadata keys and values in their order
 */
record PattooSeries(String target, String key, Map<String, String> metadata) {
    /** Columns of pattoo's database hold no more, and one text that is longer ends the storing of a whole batch. */
    static final int MOST_BYTES = 512;

    private static final Pattern RESERVED = Pattern.compile("(?i)p(_*attoo)");
    private static final String NAME_OF_METRIC = "metric";
    /** Those that every point has. */
    private static final List<String> COMMON = List.of("type", "cluster", "group", "location");

    /**
     * The series in pattoo's form.
     *
     * @param program name of the agent, which pattoo's server puts before keys
     * @throws UnsendablePointException if a text is longer than pattoo can store, or there is no host
     */
    static PattooSeries of(Series series, String program) throws UnsendablePointException {
        String name = series.name();
        String key = key(name);
        Map<String, String> metadata = new LinkedHashMap<>();
        if (!key.equals(name)) {
            metadata.put(NAME_OF_METRIC, name);
        }
        for (Map.Entry<String, String> tag : tags(series).entrySet()) {
            metadata.put(free(key(tag.getKey()), metadata.keySet()), tag.getValue());
        }
        String target = series.origin().host().strip();
        if (target.isEmpty()) {
            throw new UnsendablePointException("the point has no host, which would be its target");
        }
        check("host", target);
        check("name", program + "_" + key);
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            check("name of a tag", program + "_" + entry.getKey());
            check("value of the tag " + entry.getKey(), entry.getValue());
        }
        return new PattooSeries(target, key, metadata);
    }

    /** First those that every point has, then the check's own, sorted: checks need not always give them in one order. */
    private static Map<String, String> tags(Series series) {
        Tags all = Tags.of("type", series.metric().type())
                .and("cluster", series.origin().cluster())
                .and("group", series.origin().group())
                .and("location", series.origin().location())
                .and(series.tags());
        Map<String, String> sorted = new TreeMap<>();
        all.forEach(sorted::put);
        Map<String, String> tags = new LinkedHashMap<>();
        for (String name : COMMON) {
            String value = sorted.remove(name);
            if (value != null) {
                tags.put(name, value);
            }
        }
        tags.putAll(sorted);
        return tags;
    }

    private static String key(String name) {
        return Datapoint.keyOf(RESERVED.matcher(name).replaceAll("p_$1")).orElse("_");
    }

    private static String free(String key, Set<String> taken) {
        String free = key;
        for (int number = 2; taken.contains(free); number++) {
            free = key + "_" + number;
        }
        return free;
    }

    private static void check(String what, String text) throws UnsendablePointException {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new UnsendablePointException("the " + what + " has " + bytes + " bytes, pattoo stores " + MOST_BYTES);
        }
    }
}
