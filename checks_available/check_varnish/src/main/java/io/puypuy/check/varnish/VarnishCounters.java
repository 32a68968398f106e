package io.puypuy.check.varnish;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code varnishstat -j} printed. Until Varnish 6.4 the counters are members of the whole, from 6.5 on of its member
 * {@code counters}. Immutable.
 */
final class VarnishCounters implements Fields {
    // Bit fields, and gauges that fell below zero, are whole numbers of up to 64 bits without a sign.
    private static final Pattern LARGE = Pattern.compile("\"value\":\\s*(\\d{19,20})(?=[\\s,}])");
    private static final String UNSIGNED_MAX = "18446744073709551615";

    private static final Pattern STORAGE = Pattern.compile("(?:SM[A-Z]|MSE\\w*)\\.(.+)\\.g_(?:bytes|space)");
    // Varnish 4.0 names no VCL: VBE.default(127.0.0.1,,8080).happy
    private static final Pattern BACKEND = Pattern.compile("VBE\\.(?:([^.(]+)\\.)?(.+)\\.(?:happy|fail)");

    private final Map<String, Json> counters;

    /**
     * One storage or backend.
     *
     * @param prefix of its counters, with the point
     * @param group VCL of a backend; empty for storages, and in Varnish 4.0
     */
    record Part(String prefix, String group, String name) {}

    private VarnishCounters(Map<String, Json> counters) {
        this.counters = counters;
    }

    /**
     * The text with numbers beyond 63 bits as negative ones, so that a JSON reader keeps their bits.
     *
     * @throws CheckException if one of them has more than 64 bits
     */
    static String signed(String text) throws CheckException {
        Matcher large = LARGE.matcher(text);
        StringBuilder signed = new StringBuilder(text.length());
        while (large.find()) {
            String digits = large.group(1);
            if (digits.length() == UNSIGNED_MAX.length() && digits.compareTo(UNSIGNED_MAX) > 0) {
                throw CheckException.unexpectedReply("a number of 64 bits", digits);
            }
            large.appendReplacement(signed, "\"value\": " + Long.parseUnsignedLong(digits));
        }
        return large.appendTail(signed).toString();
    }

    /** @throws CheckException if it has no counter of Varnish's manager or of its child */
    static VarnishCounters of(Json printed) throws CheckException {
        Map<String, Json> counters = printed.find("counters").orElse(printed).members();
        if (!counters.containsKey("MAIN.uptime") && !counters.containsKey("MGT.uptime")) {
            throw CheckException.unexpectedReply("the counters of varnishstat", printed.toString());
        }
        return new VarnishCounters(counters);
    }

    /** Whether the process that serves runs; its manager counts also without it. */
    boolean hasChild() {
        return counters.containsKey("MAIN.uptime");
    }

    @Override
    public Optional<Number> number(String name) throws CheckException {
        Json counter = counters.get(name);
        return counter == null ? Optional.empty() : counter.number("value");
    }

    /** How often the child crashed, as its manager counts, which is there also while its child is not. */
    Optional<Number> crashes() throws CheckException {
        Optional<Number> died = number("MGT.child_died");
        Optional<Number> panic = number("MGT.child_panic");
        if (died.isEmpty() || panic.isEmpty()) {
            return died.or(() -> panic);
        }
        // A panic ends with a signal, and is counted as both; with the feature no_coredump as a panic alone.
        return Optional.of(Math.max(died.get().longValue(), panic.get().longValue()));
    }

    List<Part> storages() {
        Map<String, Part> storages = new LinkedHashMap<>();
        for (String name : counters.keySet()) {
            Matcher parts = STORAGE.matcher(name);
            if (parts.matches()) {
                storages.putIfAbsent(parts.group(1), new Part(prefix(name), "", parts.group(1)));
            }
        }
        return new ArrayList<>(storages.values());
    }

    List<Part> backends() {
        Map<String, Part> backends = new LinkedHashMap<>();
        for (String name : counters.keySet()) {
            Matcher parts = BACKEND.matcher(name);
            if (parts.matches()) {
                String vcl = parts.group(1) == null ? "" : parts.group(1);
                backends.putIfAbsent(prefix(name), new Part(prefix(name), vcl, parts.group(2)));
            }
        }
        return new ArrayList<>(backends.values());
    }

    private static String prefix(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}
