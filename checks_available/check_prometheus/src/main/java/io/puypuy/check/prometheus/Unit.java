package io.puypuy.check.prometheus;

/** Units, which by convention are the last word of a metric's name. */
final class Unit {
    private Unit() {}

    /** {@code bytes}, {@code s}, or empty if the name does not tell. */
    static String of(String name) {
        String plain = withoutEnding(withoutEnding(name, "_total"), "_sum");
        if (plain.endsWith("_bytes")) {
            return "bytes";
        }
        return plain.endsWith("_seconds") ? "s" : "";
    }

    /** The unit of its rate. */
    static String ofRate(String name) {
        String unit = name.endsWith("_count") ? "" : of(name);
        return (unit.isEmpty() ? "1" : unit) + "/s";
    }

    private static String withoutEnding(String name, String ending) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }
}
