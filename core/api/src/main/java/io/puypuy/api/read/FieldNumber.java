package io.puypuy.api.read;

import java.util.Optional;

/** The numbers of {@link Fields}: a {@link Long} if whole and within 64 bits, else a {@link Double}. */
public final class FieldNumber {
    // As many digits as surely fit into a long.
    private static final int SAFE_DIGITS = 18;
    private static final double TWO_TO_63 = 0x1p63;

    private FieldNumber() {}

    static Number of(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < TWO_TO_63;
        // No conditional expression: it would make a Double of both.
        if (whole) {
            return (long) number;
        }
        return number;
    }

    /** A decimal number, perhaps with a sign, a point and an exponent; empty if the text is anything else. */
    public static Optional<Number> parse(String text) {
        return parse(text, 0, text.length());
    }

    /** The same of a part of a text. */
    static Optional<Number> parse(String text, int start, int end) {
        boolean whole = true;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                whole = false;
            } else if ((c < '0' || c > '9') && c != '-' && c != '+') {
                // Double.parseDouble would also take "1d", "0x1p3", "NaN" and white space.
                return Optional.empty();
            }
        }
        try {
            if (whole && end - start <= SAFE_DIGITS) {
                return Optional.of(Long.parseLong(text, start, end, 10));
            }
            String number = text.substring(start, end);
            return Optional.of(whole ? large(number) : of(Double.parseDouble(number)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Number large(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException beyond64Bits) {
            return Double.valueOf(digits);
        }
    }
}
