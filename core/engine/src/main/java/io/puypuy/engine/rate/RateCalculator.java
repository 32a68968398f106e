package io.puypuy.engine.rate;

import io.puypuy.api.Series;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Turns totals into their change per second, for the series of one check instance or script; its state goes with it. No
 * value is invented: the first total of a series gives none, and a total that went backwards gives none either.
 *
 * <p>Owner: the thread that runs the job.
 */
public final class RateCalculator {
    /** Series that are remembered; above, the one that was not seen for the longest time is forgotten. */
    public static final int MAX_SERIES = 50_000;

    private static final Duration SHORTEST_MEMORY = Duration.ofHours(1);
    private static final int PERIODS_REMEMBERED = 10;
    private static final double MILLIS_PER_SECOND = 1000;

    private final long memoryMillis;
    // In the order of last use, so that what has to go is always at the front and nothing is searched.
    private final LinkedHashMap<Series, Reading> readings = new LinkedHashMap<>(16, 0.75f, true);
    private final Runnable onReset;

    /**
     * A calculator for one job.
     *
     * @param period of the job
     * @param onReset is called when a total went backwards
     */
    public RateCalculator(Duration period, Runnable onReset) {
        this.onReset = onReset;
        this.memoryMillis = memoryMillis(period);
    }

    /** How long a series that a job does not report any more is remembered: ten of its periods, at least an hour. */
    public static long memoryMillis(Duration period) {
        return Math.max(period.multipliedBy(PERIODS_REMEMBERED).toMillis(), SHORTEST_MEMORY.toMillis());
    }

    /**
     * The change per second of a whole-number total, exact beyond 2^53.
     *
     * @param timestampMillis when the total was read, in milliseconds since 1970
     * @return empty for the first total of the series, one that went backwards, or a time that did not go forward
     */
    public OptionalDouble rate(Series series, long timestampMillis, long total) {
        return rate(series, new Reading(timestampMillis, true, total, (double) total));
    }

    /** The same for a floating total; one that is not finite gives nothing and changes nothing. */
    public OptionalDouble rate(Series series, long timestampMillis, double total) {
        return Double.isFinite(total)
                ? rate(series, new Reading(timestampMillis, false, 0, total))
                : OptionalDouble.empty();
    }

    /** Series that are remembered now. */
    int size() {
        return readings.size();
    }

    private OptionalDouble rate(Series series, Reading now) {
        Reading before = readings.get(series);
        if (before != null && now.timestampMillis == before.timestampMillis) {
            return OptionalDouble.empty();
        }
        readings.put(series, now);
        forget(now.timestampMillis);
        // A clock that was set back begins anew: otherwise the series would be silent until it has caught up.
        if (before == null || now.timestampMillis < before.timestampMillis) {
            return OptionalDouble.empty();
        }
        if (now.isBelow(before)) {
            onReset.run();
            return OptionalDouble.empty();
        }
        double seconds = (now.timestampMillis - before.timestampMillis) / MILLIS_PER_SECOND;
        double rate = now.since(before) / seconds;
        return Double.isFinite(rate) ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    private void forget(long nowMillis) {
        Iterator<Map.Entry<Series, Reading>> oldestFirst = readings.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Reading oldest = oldestFirst.next().getValue();
            if (readings.size() <= MAX_SERIES && nowMillis - oldest.timestampMillis <= memoryMillis) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private record Reading(long timestampMillis, boolean whole, long exact, double floating) {
        boolean isBelow(Reading before) {
            return (whole && before.whole) ? exact < before.exact : floating < before.floating;
        }

        double since(Reading before) {
            return (whole && before.whole) ? unsigned(exact - before.exact) : floating - before.floating;
        }

        // The difference of two longs needs 64 bits without a sign.
        private static double unsigned(long difference) {
            double half = (difference >>> 1) | (difference & 1);
            return difference >= 0 ? difference : half * 2;
        }
    }
}
