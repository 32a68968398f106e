package io.puypuy.pattoo.spoke;

import java.util.Locale;

/** What a value of the machine is counted in, and how people read it. */
enum Unit {
    COUNT("%,.0f", "%,.2f"),
    PERCENT("%.0f %%", "%.1f %%"),
    MEGAHERTZ("%,.0f MHz", "%,.0f MHz"),
    SECONDS("%,.0f s", "%,.2f s"),
    MILLISECONDS("%,.0f ms", "%,.1f ms"),
    BYTES("%,.0f B", "%,.0f B");

    private static final String[] MULTIPLES = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private final String whole;
    private final String fraction;

    Unit(String whole, String fraction) {
        this.whole = whole;
        this.fraction = fraction;
    }

    /** The unit of pattoo's metric of that name. */
    static Unit of(String key) {
        if (key.contains("_percent")) {
            return PERCENT;
        }
        if (key.equals("cpu_frequency")) {
            return MEGAHERTZ;
        }
        if (key.startsWith("cpu_times_")) {
            return SECONDS;
        }
        if (key.startsWith("disk_io_") && key.endsWith("_time")) {
            return MILLISECONDS;
        }
        return key.contains("memory_") || key.contains("disk_usage_") || key.contains("_bytes") ? BYTES : COUNT;
    }

    /** The value with its unit, such as {@code 23.5 GiB}; digits in groups of three. */
    String format(Number value) {
        double number = value.doubleValue();
        if (this == BYTES && number >= 1024) {
            int multiple = -1;
            while (number >= 1024 && multiple < MULTIPLES.length - 1) {
                number /= 1024;
                multiple++;
            }
            return String.format(Locale.ROOT, number < 100 ? "%.1f %s" : "%.0f %s", number, MULTIPLES[multiple]);
        }
        return String.format(Locale.ROOT, value instanceof Long ? whole : fraction, number)
                .replace(',', '\u202f');
    }
}
