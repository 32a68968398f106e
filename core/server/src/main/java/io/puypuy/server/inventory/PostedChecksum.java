package io.puypuy.server.inventory;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that an agent posts: 64 hexadecimal digits in four numbers, or any other text as it is. Compared with a text
 * without making objects.
 */
final class PostedChecksum {
    private static final int DIGITS = 64;
    private static final int WORD = 16;
    /** Of each digit; negative for what is none. Reading one is cheaper than comparing. */
    private static final byte[] VALUES = values();

    private final long a;
    private final long b;
    private final long c;
    private final long d;
    private final @Nullable String odd;

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < WORD; value++) {
            values[Character.forDigit(value, WORD)] = (byte) value;
        }
        return values;
    }

    PostedChecksum(String text) {
        boolean plain = isPlain(text);
        a = plain ? word(text, 0) : 0;
        b = plain ? word(text, 1) : 0;
        c = plain ? word(text, 2) : 0;
        d = plain ? word(text, 3) : 0;
        odd = plain ? null : text;
    }

    /** Whether the text is 64 hexadecimal digits in lower case. */
    static boolean isPlain(String text) {
        if (text.length() != DIGITS) {
            return false;
        }
        int all = 0;
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            all |= digit < VALUES.length ? VALUES[digit] : -1;
        }
        return all >= 0;
    }

    /** One of the four numbers of a plain text. */
    static long word(String text, int number) {
        long word = 0;
        for (int i = number * WORD; i < (number + 1) * WORD; i++) {
            word = word << 4 | VALUES[text.charAt(i)];
        }
        return word;
    }

    boolean isPlain() {
        return odd == null;
    }

    boolean is(long otherA, long otherB, long otherC, long otherD) {
        return odd == null && a == otherA && b == otherB && c == otherC && d == otherD;
    }

    long word(int number) {
        return switch (number) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> d;
        };
    }

    String text() {
        if (odd != null) {
            return odd;
        }
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
