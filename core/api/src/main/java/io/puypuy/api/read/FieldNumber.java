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
        if (!hasOnlyNumberCharacters(text)) {
            return Optional.empty();
        }
        try {
            if (isWhole(text)) {
                return Optional.of(text.length() <= SAFE_DIGITS ? Long.valueOf(text) : large(text));
            }
            return Optional.of(of(Double.parseDouble(text)));
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

    // Double.parseDouble would also take "1d", "0x1p3", "NaN" and white space.
    private static boolean hasOnlyNumberCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isWhole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }
}
