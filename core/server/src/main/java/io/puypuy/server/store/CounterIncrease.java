package io.puypuy.server.store;

import io.puypuy.pattoo.document.DataType;

/**
 * What a counter grew by from one sample to the next; nothing where that cannot be known.
 *
 * <p>A total that fell has begun again, and nobody knows what it reached before: there is no increase. But one of 32 bits
 * may have passed its end: if it then grew by less than a quarter of its range, that is taken for what happened. A source
 * that restarts while its total is in the last quarter of the range, and comes to be in the first, cannot be told from
 * that; with the half of the range instead of a quarter that would be twice as likely. No more than one passage is ever
 * taken for granted. A total of 64 bits does not live to see its end.
 */
public final class CounterIncrease {
    private static final long RANGE = 1L << Integer.SIZE;
    private static final long QUARTER = RANGE / 4;

    private CounterIncrease() {}

    /**
     * Between two samples of a counter.
     *
     * @return 0 or more; NaN if it is not known
     */
    public static double between(DataType counter, Samples samples, int before, int now) {
        if (samples.isWhole(before) && samples.isWhole(now)) {
            return ofWhole(counter, samples.whole(before), samples.whole(now));
        }
        return ofFloating(counter, samples.number(before), samples.number(now));
    }

    static double ofWhole(DataType counter, long before, long now) {
        if (now >= before) {
            long grown = now - before;
            // Only the distance of a negative number from a huge one is too large.
            return grown >= 0 ? grown : (double) now - (double) before;
        }
        boolean inRange = before < RANGE && now >= 0;
        return counter == DataType.COUNTER32 && inRange && now - before + RANGE < QUARTER
                ? now - before + RANGE
                : Double.NaN;
    }

    static double ofFloating(DataType counter, double before, double now) {
        double grown = now - before;
        if (!Double.isFinite(grown) || grown >= 0) {
            return Double.isFinite(grown) ? grown : Double.NaN;
        }
        boolean inRange = before < RANGE && now >= 0;
        return counter == DataType.COUNTER32 && inRange && grown + RANGE < QUARTER ? grown + RANGE : Double.NaN;
    }
}
