package io.puypuy.check.btrfs;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.KeyValueText;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The errors of one device since its counters were reset. Immutable. */
final class ErrorCounts {
    /** What went wrong, with the end of the name of PuyPuy's metric. */
    enum Kind {
        WRITE("write_io_errs"),
        READ("read_io_errs"),
        FLUSH("flush_io_errs"),
        CORRUPTION("corruption_errs"),
        GENERATION("generation_errs");

        private final String programName;

        Kind(String programName) {
            this.programName = programName;
        }

        /** As btrfs-progs names it. */
        String programName() {
            return programName;
        }

        /** As the kernel names it. */
        private String kernelName() {
            return programName.replace("_io_", "_");
        }
    }

    private final Map<Kind, Long> counts;

    private ErrorCounts(Map<Kind, Long> counts) {
        this.counts = Collections.unmodifiableMap(counts);
    }

    long of(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /**
     * Reads {@code error_stats} of /sys.
     *
     * @return empty if the kernel says that it does not know the counters
     * @throws CheckException if a counter is missing or no number
     */
    static Optional<ErrorCounts> ofKernel(String text) throws CheckException {
        if (text.strip().equals("invalid")) {
            return Optional.empty();
        }
        KeyValueText values = KeyValueText.parse(text, KeyValueText.WHITE_SPACE);
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counts.put(kind, count(values, kind.kernelName()));
        }
        return Optional.of(new ErrorCounts(counts));
    }

    /**
     * Reads what {@code btrfs device stats} prints: lines {@code [/dev/sda].write_io_errs 0}.
     *
     * @return by the device's path; one that is missing has none and is left out
     * @throws CheckException if there is no such line, or a counter is missing or no number
     */
    static Map<String, ErrorCounts> ofProgram(String text) throws CheckException {
        KeyValueText values = KeyValueText.parse(text, KeyValueText.WHITE_SPACE, "[/");
        Map<String, ErrorCounts> devices = new LinkedHashMap<>();
        for (String name : values.values().keySet()) {
            int end = name.lastIndexOf("].");
            if (end > 0 && !devices.containsKey("/" + name.substring(0, end))) {
                Map<Kind, Long> counts = new EnumMap<>(Kind.class);
                for (Kind kind : Kind.values()) {
                    counts.put(kind, count(values, name.substring(0, end + 2) + kind.programName()));
                }
                devices.put("/" + name.substring(0, end), new ErrorCounts(counts));
            }
        }
        return devices;
    }

    private static long count(KeyValueText values, String name) throws CheckException {
        Optional<Number> count = values.number(name);
        if (count.isEmpty() || count.get() instanceof Double) {
            throw new CheckException("expected a count " + CheckException.quoted(name));
        }
        return count.get().longValue();
    }
}
