package io.puypuy.pattoo.document;

import io.puypuy.api.backend.EncodeBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbers as Python spells, reads and compares them, because pattoo's documents depend on it. */
final class PythonNumber {
    private static final double TWO_TO_63 = 0x1p63;
    private static final int MOST_PLAIN_POINT = 16;
    private static final int LEAST_PLAIN_POINT = -3;
    private static final double LEAST_PLAIN = 1e-4;
    private static final double MOST_PLAIN = 1e15;
    private static final int MOST_DIGITS = 17;

    private PythonNumber() {}

    /** Whether {@link EncodeBuffer#decimal(double)} spells the number as Python does, as it does nearly all. */
    static boolean isPlain(double value) {
        double size = Math.abs(value);
        return size == 0 || (size >= LEAST_PLAIN && size < MOST_PLAIN);
    }

    /** The shortest text that reads as the same number: {@code 1.5}, {@code 1e+22}, {@code 1e-05}, {@code nan}. */
    static String spelling(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        // Where the point is, counted from before the first digit.
        int point = digits.length() - shortest.scale();
        StringBuilder text = new StringBuilder(32);
        if (value < 0) {
            text.append('-');
        }
        if (point > MOST_PLAIN_POINT || point < LEAST_PLAIN_POINT) {
            exponential(digits, point - 1, text);
        } else if (point <= 0) {
            text.append("0.").append("0".repeat(-point)).append(digits);
        } else if (point >= digits.length()) {
            text.append(digits).append("0".repeat(point - digits.length())).append(".0");
        } else {
            text.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
        return text.toString();
    }

    private static void exponential(String digits, int exponent, StringBuilder text) {
        text.append(digits.charAt(0));
        if (digits.length() > 1) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        text.append(Math.abs(exponent));
    }

    private static BigDecimal shortest(double value) {
        if (value >= Double.MIN_NORMAL) {
            String text = new String(new EncodeBuffer().decimal(value).toByteArray(), StandardCharsets.US_ASCII);
            return new BigDecimal(text).stripTrailingZeros();
        }
        // The buffer leaves these to Java, which does not find the shortest.
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /**
     * The number that a text stands for: with white space around it, a sign, an exponent, underscores between digits and
     * the digits of any script; {@code nan} and {@code inf} are numbers to Python, but not here.
     */
    static Optional<Double> read(String text) {
        @Nullable String plain = plain(PythonText.strip(text));
        if (plain == null) {
            return Optional.empty();
        }
        double value = Double.parseDouble(plain);
        return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    }

    /** The same number in ASCII and without underscores; null if it is none. */
    private static @Nullable String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int digits = 0;
        boolean point = false;
        boolean exponent = false;
        boolean digitBefore = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
                digits++;
            } else if (c == '_') {
                if (!digitBefore || i == text.length() || !Character.isDigit(text.codePointAt(i))) {
                    return null;
                }
            } else if (c == '.' && !point && !exponent) {
                plain.append('.');
                point = true;
            } else if ((c == 'e' || c == 'E') && !exponent && digits > 0) {
                plain.append('e');
                exponent = true;
                digits = 0;
            } else if ((c == '+' || c == '-') && (plain.isEmpty() || plain.charAt(plain.length() - 1) == 'e')) {
                plain.append((char) c);
            } else {
                return null;
            }
            digitBefore = digit >= 0;
        }
        return digits > 0 ? plain.toString() : null;
    }

    /** The number without its fraction: a {@code Long} if that is enough, else a {@code BigInteger}. */
    static Number cut(double value) {
        return Math.abs(value) < TWO_TO_63 ? (Number) (long) value : narrow(new BigDecimal(value).toBigInteger());
    }

    /** The same number as a {@code Long} if that is enough. */
    static Number narrow(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    /** Something that is equal for numbers that Python calls equal: whole numbers of either kind are one. */
    static Number canonical(Number value) {
        if (value instanceof Double floating && Double.isFinite(floating) && floating == Math.rint(floating)) {
            return cut(floating);
        }
        return value;
    }
}
