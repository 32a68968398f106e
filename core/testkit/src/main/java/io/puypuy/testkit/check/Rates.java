package io.puypuy.testkit.check;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Change per second of totals; none for the first one of a series and none after it fell. */
final class Rates {
    private final Map<Series, Reading> last = new HashMap<>();

    private record Reading(long timestampMillis, double total) {}

    OptionalDouble rate(DataPoint total) {
        Reading now = new Reading(total.timestampMillis(), total.floating());
        Reading before = last.put(total.series(), now);
        if (before == null || now.total < before.total || now.timestampMillis <= before.timestampMillis) {
            return OptionalDouble.empty();
        }
        double seconds = (now.timestampMillis - before.timestampMillis) / 1000.0;
        return OptionalDouble.of((now.total - before.total) / seconds);
    }
}
