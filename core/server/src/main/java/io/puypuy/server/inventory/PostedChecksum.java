package io.puypuy.server.inventory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that an agent posts: 64 hexadecimal digits in lower case as four numbers, or any other text as it is. Digits are
 * read eight at a time, because each sample of each document is looked up by one.
 */
final class PostedChecksum {
    private static final int DIGITS = 64;
    private static final int WORD = 16;
    /** Numbers that a plain one is. */
    static final int WORDS = DIGITS / WORD;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Times a number of 8 bits: that number in each of 8 bytes. */
    private static final long EACH = 0x0101010101010101L;

    private final long a;
    private final long b;
    private final long c;
    private final long d;
    private final @Nullable String odd;

    PostedChecksum(String text) {
        byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean plain = isPlain(digits);
        a = plain ? word(digits, 0) : 0;
        b = plain ? word(digits, 1) : 0;
        c = plain ? word(digits, 2) : 0;
        d = plain ? word(digits, 3) : 0;
        odd = plain ? null : text;
    }

    private static boolean isPlain(byte[] digits) {
        if (digits.length != DIGITS) {
            return false;
        }
        long wrong = 0;
        for (int at = 0; at < DIGITS; at += Long.BYTES) {
            long eight = (long) EIGHT.get(digits, at);
            long values = values(eight);
            long beyondNine = (values + 6 * EACH) >>> 4 & EACH;
            long again = values + '0' * EACH + ('a' - '0' - 10) * beyondNine;
            wrong |= (again ^ eight) | (values & 0xF0F0F0F0F0F0F0F0L);
        }
        return wrong == 0;
    }

    /** What eight digits stand for, each in a byte; more than 15 or something else for what is no digit. */
    private static long values(long eight) {
        return (eight & 0x0F * EACH) + 9 * (eight >>> 6 & EACH);
    }

    private static long word(byte[] digits, int number) {
        return eight(digits, number * WORD) << Integer.SIZE | eight(digits, number * WORD + Long.BYTES);
    }

    /** The number of 32 bits that eight digits are. */
    private static long eight(byte[] digits, int at) {
        long values = values((long) EIGHT.get(digits, at));
        values = (values | values >>> 4) & 0x00FF00FF00FF00FFL;
        values = (values | values >>> 8) & 0x0000FFFF0000FFFFL;
        return (values | values >>> 16) & 0xFFFFFFFFL;
    }

    boolean isPlain() {
        return odd == null;
    }

    /** Whether both are plain and the same. */
    boolean is(PostedChecksum other) {
        return odd == null && other.odd == null && a == other.a && b == other.b && c == other.c && d == other.d;
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
