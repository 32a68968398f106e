package io.puypuy.check.btrfs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How many errors there were of late. The counters of a device stay until somebody resets them: they say nothing of when.
 * Owner: the thread that runs the check.
 */
final class RecentErrors {
    private static final int MAX_KEPT = 100;

    private final Duration period;
    private final Map<String, Counter> counters = new HashMap<>();

    private record Growth(Instant time, long errors) {}

    private static final class Counter {
        private final Deque<Growth> growths = new ArrayDeque<>();
        private long total;
    }

    RecentErrors(Duration period) {
        this.period = period;
    }

    /**
     * The errors of a counter within the period before now. Those that are there at the first reading are none: nobody
     * knows how old they are.
     */
    long count(String counter, long total, Instant now) {
        Counter known = counters.get(counter);
        if (known == null) {
            known = new Counter();
            known.total = total;
            counters.put(counter, known);
        }
        if (total > known.total) {
            known.growths.addLast(new Growth(now, total - known.total));
            if (known.growths.size() > MAX_KEPT) {
                // The two oldest count as one, and as new as the newer.
                Growth oldest = known.growths.removeFirst();
                Growth next = known.growths.removeFirst();
                known.growths.addFirst(new Growth(next.time(), oldest.errors() + next.errors()));
            }
        }
        known.total = total;
        Instant begin = now.minus(period);
        while (!known.growths.isEmpty() && !known.growths.getFirst().time().isAfter(begin)) {
            known.growths.removeFirst();
        }
        long sum = 0;
        for (Growth growth : known.growths) {
            sum += growth.errors();
        }
        return sum;
    }

    /** Forgets counters that are gone. */
    void keepOnly(Set<String> names) {
        counters.keySet().retainAll(names);
    }
}
