package io.puypuy.check.etcd;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Averages of what was counted from one run to the next: the growth of a sum divided by that of a count. Used by the thread of the
 * run.
 */
final class Average {
    // More than the members of any cluster.
    private static final int MAX_NAMES = 1_000;

    private final Map<String, Totals> before = new HashMap<>();

    private record Totals(double sum, double count) {}

    /** Empty at first, after a restart, and if nothing was counted. */
    OptionalDouble next(String name, double sum, double count) {
        if (before.size() >= MAX_NAMES && !before.containsKey(name)) {
            before.clear();
        }
        Totals earlier = before.put(name, new Totals(sum, count));
        if (earlier == null || !(count > earlier.count) || !(sum >= earlier.sum)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((sum - earlier.sum) / (count - earlier.count));
    }
}
