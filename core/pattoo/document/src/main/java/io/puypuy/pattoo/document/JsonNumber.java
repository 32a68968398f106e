package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Numbers of JSON. Short ones are made without making text of them first: a power of ten up to 10^22 and a whole number up
 * to 2^53 are exact as doubles, so that one multiplication or division rounds correctly.
 */
final class JsonNumber {
    private static final int MOST_CHARACTERS = 1_000;
    /** So many digits fit a long for sure. */
    private static final int LONG_DIGITS = 18;

    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final byte[] bytes;
    private int at;
    private int from;
    private boolean negative;
    /** Digits without the point, as far as they fit; how many there are, how many behind the point, and the exponent. */
    private long mantissa;

    private int digits;
    private int fraction;
    private int exponent;
    private boolean isWhole;
    private boolean isInfinite;

    JsonNumber(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads the number that begins there with a digit or a minus; where it ends. */
    int read(int begin) throws DocumentException {
        from = begin;
        at = begin;
        mantissa = 0;
        digits = 0;
        fraction = 0;
        exponent = 0;
        isWhole = true;
        negative = next() == '-';
        if (negative) {
            at++;
        }
        isInfinite = negative && next() == 'I';
        if (isInfinite) {
            infinity();
            return at;
        }
        boolean zero = next() == '0';
        digits();
        int behind = next();
        if (behind == ',' || behind == ']') {
            // As nearly all end; what follows is for the others.
            return end(zero && digits > 1);
        }
        int whole = digits;
        if (behind == '.') {
            isWhole = false;
            at++;
            digits();
            fraction = digits - whole;
        }
        if (next() == 'e' || next() == 'E') {
            isWhole = false;
            at++;
            exponent();
        }
        return end(zero && whole > 1);
    }

    private int end(boolean hasZeroBefore) throws DocumentException {
        if (hasZeroBefore) {
            throw JsonBytes.notJson("a number begins with 0", from);
        }
        if (at - from > MOST_CHARACTERS) {
            throw new DocumentException(
                    Kind.TOO_LARGE, "The document has a number of more than " + MOST_CHARACTERS + " characters");
        }
        return at;
    }

    private int next() {
        return at < bytes.length ? bytes[at] : JsonBytes.END;
    }

    private void digits() throws DocumentException {
        byte[] all = bytes;
        int i = at;
        int count = digits;
        long number = mantissa;
        for (; i < all.length && all[i] >= '0' && all[i] <= '9'; i++) {
            if (count < LONG_DIGITS) {
                number = 10 * number + all[i] - '0';
            }
            count++;
        }
        mantissa = number;
        digits = count;
        boolean any = i > at;
        at = i;
        if (!any) {
            throw JsonBytes.notJson("a number lacks a digit", at);
        }
    }

    private void exponent() throws DocumentException {
        boolean down = next() == '-';
        if (down || next() == '+') {
            at++;
        }
        int begin = at;
        for (; at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            exponent = Math.min(MOST_CHARACTERS, 10 * exponent + bytes[at] - '0');
        }
        if (at == begin) {
            throw JsonBytes.notJson("a number lacks a digit", at);
        }
        exponent = down ? -exponent : exponent;
    }

    private void infinity() throws DocumentException {
        for (int i = 0; i < "Infinity".length(); i++) {
            if (next() != "Infinity".charAt(i)) {
                throw JsonBytes.notJson("a number lacks a digit", at);
            }
            at++;
        }
    }

    /** A {@code Long}, a {@code BigInteger} beyond that, or a {@code Double}, which may be infinite. */
    Number value() {
        if (isInfinite) {
            return Double.NEGATIVE_INFINITY;
        }
        if (isWhole) {
            return digits <= LONG_DIGITS ? (Number) (negative ? -mantissa : mantissa) : big();
        }
        int power = exponent - fraction;
        if (digits <= LONG_DIGITS && mantissa <= EXACT && Math.abs(power) < POWERS.length) {
            double value = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
            return negative ? -value : value;
        }
        return Double.parseDouble(text());
    }

    private Number big() {
        return PythonNumber.narrow(new BigInteger(text()));
    }

    private String text() {
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }
}
