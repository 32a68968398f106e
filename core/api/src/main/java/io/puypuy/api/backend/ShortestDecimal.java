package io.puypuy.api.backend;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Finds the shortest decimal number that reads back as the same double, as "The Schubfach way to render doubles" by
 * Raffaello Giulietti describes it. {@link Double#toString} of Java 17 does not find the shortest one, takes several
 * times as long and makes garbage for each number. Used by one thread.
 */
final class ShortestDecimal {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION_MASK = (1L << FRACTION_BITS) - 1;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int BIAS = 1075;
    private static final int MIN_POWER = -324;
    private static final int MAX_POWER = 292;
    private static final long LOW_63 = Long.MAX_VALUE;
    // Reciprocal of 10 for numbers of 57 bits, shifted by 64.
    private static final long TENTH = 115_292_150_460_684_698L << 4;

    // Upper and lower 63 bits of powers of ten, made when they are needed, because few of them ever are.
    private static final AtomicReferenceArray<long[]> POWERS = new AtomicReferenceArray<>(MAX_POWER - MIN_POWER + 1);

    private long digits;
    private int exponent;

    /** The digits of the number that was found last, without zeros at the end. */
    long digits() {
        return digits;
    }

    /** The power of ten by which the digits are to be multiplied. */
    int exponent() {
        return exponent;
    }

    /** Whether the number is one that {@link #find} takes: positive, finite and not subnormal. */
    static boolean takes(double value) {
        return value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE;
    }

    /** Finds the digits and the exponent of a number that {@link #takes}. */
    void find(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long c = (bits & FRACTION_MASK) | HIDDEN_BIT;
        int q = (int) (bits >>> FRACTION_BITS) - BIAS;
        if (q < 0 && q > -FRACTION_BITS - 1 && (c & ((1L << -q) - 1)) == 0) {
            set(c >>> -q, 0);
        } else {
            round(c, q);
        }
    }

    /** The value is c times 2 to the q; its neighbours bound the interval in which the shortest number is looked for. */
    private void round(long c, int q) {
        // At a power of two the neighbour below is only half as far away.
        boolean irregular = c == HIDDEN_BIT;
        int k = irregular ? floorLog10ThreeQuartersPow2(q) : floorLog10Pow2(q);
        int h = q + floorLog2Pow10(-k) + 2;
        long[] power = POWERS.get(k - MIN_POWER);
        if (power == null) {
            power = power(-k);
            POWERS.set(k - MIN_POWER, power);
        }
        long g1 = power[0];
        long g0 = power[1];
        long c4 = c << 2;
        long middle = roundedProduct(g1, g0, c4 << h);
        long lower = roundedProduct(g1, g0, (c4 - (irregular ? 1 : 2)) << h) + (c & 1);
        long upper = roundedProduct(g1, g0, (c4 + 2) << h) - (c & 1);
        long s = middle >> 2;
        long shorter = 10 * Math.multiplyHigh(s, TENTH);
        boolean shorterFits = lower <= (shorter << 2);
        boolean nextShorterFits = ((shorter + 10) << 2) <= upper;
        if (shorterFits != nextShorterFits) {
            set(shorterFits ? shorter : shorter + 10, k);
            return;
        }
        boolean fits = lower <= (s << 2);
        boolean nextFits = ((s + 1) << 2) <= upper;
        if (fits != nextFits) {
            set(fits ? s : s + 1, k);
            return;
        }
        long distance = middle - ((2 * s + 1) << 1);
        set(distance < 0 || (distance == 0 && (s & 1) == 0) ? s : s + 1, k);
    }

    /** The upper bits of a product of 126 and 64 bits; the last one is set if any of those below is. */
    private static long roundedProduct(long g1, long g0, long c) {
        long carry = ((g1 * c) >>> 1) + Math.multiplyHigh(g0, c);
        long upper = Math.multiplyHigh(g1, c) + (carry >>> 63);
        return upper | (((carry & LOW_63) + LOW_63) >>> 63);
    }

    private void set(long found, int power) {
        long rest = found;
        int e = power;
        // Big steps first: most numbers have either no zeros at the end or very many.
        while (rest % 100_000_000 == 0) {
            rest /= 100_000_000;
            e += 8;
        }
        if (rest % 10_000 == 0) {
            rest /= 10_000;
            e += 4;
        }
        if (rest % 100 == 0) {
            rest /= 100;
            e += 2;
        }
        if (rest % 10 == 0) {
            rest /= 10;
            e++;
        }
        digits = rest;
        exponent = e;
    }

    private static long[] power(int e) {
        int shift = floorLog2Pow10(e) - 125;
        BigInteger power = BigInteger.TEN.pow(Math.abs(e));
        BigInteger exact;
        if (e < 0) {
            exact = BigInteger.ONE.shiftLeft(-shift).divide(power);
        } else {
            exact = shift < 0 ? power.shiftLeft(-shift) : power.shiftRight(shift);
        }
        BigInteger g = exact.add(BigInteger.ONE);
        return new long[] {g.shiftRight(63).longValueExact(), g.longValue() & LOW_63};
    }

    // Each is right for all exponents of doubles: a logarithm as a fraction with a denominator that is a power of two.

    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }
}
