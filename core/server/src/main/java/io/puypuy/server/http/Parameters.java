package io.puypuy.server.http;

import io.puypuy.api.CheckException;
import io.puypuy.http.RequestFault;
import io.puypuy.server.store.Aggregate;
import io.puypuy.server.store.Query;
import io.puypuy.server.store.Window;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters of one request, checked; what is wrong is a {@link RequestFault} with status 400. */
final class Parameters {
    private static final String TAG = "tag.";
    private static final long HOUR = 3_600_000;
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "ms", 1L, "s", 1_000L, "m", 60_000L, "h", HOUR, "d", 24 * HOUR, "w", 7 * 24 * HOUR);
    /** The year 9999; behind it, times of the store end. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    private static final Map<String, Boolean> TRUTHS =
            Map.of("yes", true, "true", true, "1", true, "no", false, "false", false, "0", false);
    private static final int MAX_DIGITS = 15;

    private final Map<String, List<String>> given;

    /** @param known names that the address understands; one that ends in a dot stands for all that begin with it */
    Parameters(Map<String, List<String>> given, Set<String> known) {
        for (String name : given.keySet()) {
            if (!known.contains(name)
                    && !(known.contains(TAG) && name.startsWith(TAG) && name.length() > TAG.length())) {
                throw bad("unknown parameter " + CheckException.quoted(name) + "; known are "
                        + known.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        this.given = given;
    }

    String text(String name, String otherwise) {
        List<String> values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw bad("parameter " + name + " is there more than once");
        }
        return values.isEmpty() ? otherwise : values.get(0);
    }

    String required(String name) {
        String text = text(name, "");
        if (text.isEmpty()) {
            throw bad("parameter " + name + " is missing");
        }
        return text;
    }

    int limit(String name, int otherwise) {
        String text = text(name, Integer.toString(otherwise));
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) == 0) {
            throw bad("parameter " + name + " is " + CheckException.quoted(text)
                    + ", expected a number from 1 to 999999");
        }
        return Integer.parseInt(text);
    }

    int offset(String name) {
        String text = text(name, "0");
        if (!text.matches("\\d{1,9}")) {
            throw bad("parameter " + name + " is " + CheckException.quoted(text) + ", expected a number from 0 on");
        }
        return Integer.parseInt(text);
    }

    /** What is asked of a metric. */
    Query query(Clock clock) {
        return new Query(required("metric"), window(clock), tags());
    }

    /** The last hour unless they say otherwise. */
    Window window(Clock clock) {
        long now = clock.millis();
        long to = time("to", now, now);
        long from = time("from", Math.max(0, to - HOUR), now);
        String step = text("step", "");
        try {
            return new Window(
                    from, to, step.isEmpty() ? Optional.empty() : Optional.of(length("step", step)), aggregate());
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /** Numbers of datapoints, each once, at least one. */
    List<Integer> datapoints(String name, int most) {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String text : given.getOrDefault(name, List.of())) {
            if (!text.matches("\\d{1,9}")) {
                throw bad("parameter " + name + " is " + CheckException.quoted(text)
                        + ", expected the number of a datapoint");
            }
            numbers.add(Integer.parseInt(text));
        }
        if (numbers.isEmpty() || numbers.size() > most) {
            throw bad(
                    numbers.isEmpty()
                            ? "parameter " + name + " is missing"
                            : "parameter " + name + " is there more than " + most + " times");
        }
        return List.copyOf(numbers);
    }

    /** A moment, in milliseconds since 1970. */
    long time(String name, long otherwise, Clock clock) {
        return time(name, otherwise, clock.millis());
    }

    /** Whether a switch is on; it is off unless it says otherwise. */
    boolean truth(String name) {
        String text = text(name, "no").toLowerCase(Locale.ROOT);
        if (!TRUTHS.containsKey(text)) {
            throw bad("parameter " + name + " is " + CheckException.quoted(text) + ", expected yes or no");
        }
        return TRUTHS.get(text);
    }

    private Aggregate aggregate() {
        String text = text("agg", "avg");
        return Arrays.stream(Aggregate.values())
                .filter(known -> known.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> bad(
                        "parameter agg is " + CheckException.quoted(text) + ", expected avg, min, max, last or sum"));
    }

    private Map<String, Set<String>> tags() {
        Map<String, Set<String>> tags = new HashMap<>();
        given.forEach((name, values) -> {
            if (name.startsWith(TAG)) {
                tags.put(name.substring(TAG.length()), new LinkedHashSet<>(values));
            }
        });
        return tags;
    }

    private long time(String name, long otherwise, long now) {
        String text = text(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (text.equals("now")) {
            return now;
        }
        boolean relative = text.startsWith("-");
        if (!relative && !text.matches("\\d+")) {
            throw bad("parameter " + name + " is " + CheckException.quoted(text)
                    + ", expected milliseconds since 1970, now, or a time ago such as -1h");
        }
        long millis = relative ? Math.max(0, now - length(name, text.substring(1))) : length(name, text);
        if (millis > MAX_MILLIS) {
            throw bad("parameter " + name + " is behind the year 9999");
        }
        return millis;
    }

    private static long length(String name, String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        Long unit = UNITS.get(text.substring(digits).toLowerCase(Locale.ROOT));
        if (digits == 0 || digits > MAX_DIGITS || unit == null) {
            throw bad("parameter " + name + " is " + CheckException.quoted(text)
                    + ", expected a number of milliseconds, or one with a unit such as 10s, 1m, 2h or 3d");
        }
        // A huge time saturates, and is refused by whoever knows its bounds.
        long count = Long.parseLong(text.substring(0, digits));
        return count > Long.MAX_VALUE / unit ? Long.MAX_VALUE : count * unit;
    }

    private static RequestFault bad(String sentence) {
        return new RequestFault(RequestFault.BAD_REQUEST, sentence);
    }
}
