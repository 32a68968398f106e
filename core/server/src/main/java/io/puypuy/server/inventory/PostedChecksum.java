package io.puypuy.server.inventory;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that an agent posts: 64 hexadecimal digits in four numbers, or any other text as it is. Compared with a text
 * without making objects.
 */
final class PostedChecksum {
    private static final int DIGITS = 64;
    private static final int WORD = 16;

    private final long a;
    private final long b;
    private final long c;
    private final long d;
    private final @Nullable String odd;

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
        for (int i = 0; i < DIGITS; i++) {
            char digit = text.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** One of the four numbers of a plain text. */
    static long word(String text, int number) {
        long word = 0;
        for (int i = number * WORD; i < (number + 1) * WORD; i++) {
            char digit = text.charAt(i);
            word = word << 4 | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
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
