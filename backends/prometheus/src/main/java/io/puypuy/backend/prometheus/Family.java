package io.puypuy.backend.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/** All samples of one name, and what is said of them. Used under the page's lock. */
final class Family {
    private final String name;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private boolean gauge;
    private String help = "";

    /** The newest number of a series. */
    private record Value(long timestampMillis, boolean integer, long bits) {
        String text() {
            return integer ? Long.toString(bits) : Double.toString(Double.longBitsToDouble(bits));
        }
    }

    Family(String name) {
        this.name = name;
    }

    boolean has(String labels) {
        return values.containsKey(labels);
    }

    /** Takes the point, unless a newer one is there; one from the future is not newer, the clock was wrong then. */
    void put(PagePoint point, long nowMillis) {
        Value known = values.get(point.labels());
        if (known != null
                && known.timestampMillis() > point.timestampMillis()
                && known.timestampMillis() <= nowMillis) {
            return;
        }
        values.put(point.labels(), new Value(point.timestampMillis(), point.integer(), point.bits()));
        // What the newest point says of the family is true of it.
        gauge = point.gauge();
        help = point.help();
    }

    /** Forgets the series whose newest point is of such a time. */
    void forget(LongPredicate isStale) {
        values.values().removeIf(value -> isStale.test(value.timestampMillis()));
    }

    /** Number of series. */
    int size() {
        return values.size();
    }

    /** Characters of names and labels of all series together. */
    long characters() {
        return values.keySet().stream().mapToLong(String::length).sum() + (long) name.length() * values.size();
    }

    void write(PageFormat format, StringBuilder page) {
        if (!help.isEmpty()) {
            page.append("# HELP ").append(name).append(' ');
            format.help(help, page);
            page.append('\n');
        }
        page.append("# TYPE ").append(name).append(' ').append(gauge ? "gauge" : format.unknown());
        page.append('\n');
        values.forEach((labels, value) -> page.append(name)
                .append(labels)
                .append(' ')
                .append(value.text())
                .append('\n'));
    }
}
