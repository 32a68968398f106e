package io.puypuy.pattoo.document;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Texts of JSON: where plain characters end, and what those with escapes or with characters beyond ASCII are. Half characters
 * are let through: JSON may name them.
 */
final class JsonText {
    private static final int[] FIRST_OF_LENGTH = {0, 0x80, 0x800, 0x10000};

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Times a number of 8 bits: that number in each of 8 bytes. */
    private static final long EACH = 0x0101010101010101L;

    private final byte[] bytes;
    private final int to;
    private final StringBuilder text;
    private int at;

    private JsonText(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.to = to;
        this.text = new StringBuilder(to - from);
        this.at = from;
    }

    /**
     * Where the next quote, backslash, control character or byte beyond ASCII is; else where all ends. Eight bytes are looked at
     * at once, because half of a document is checksums.
     */
    static int plainEnd(byte[] bytes, int from) {
        int at = from;
        for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
            int plain = plain((long) EIGHT.get(bytes, at));
            if (plain < Long.BYTES) {
                return at + plain;
            }
        }
        // The zeros above a last one stand for control characters.
        while (at < bytes.length && plain(bytes[at]) > 0) {
            at++;
        }
        return at;
    }

    /** How many of eight bytes, from the lowest on, are plain characters. */
    private static int plain(long eight) {
        long quote = eight ^ '"' * EACH;
        long backslash = eight ^ '\\' * EACH;
        // The highest bit of a byte is set where one of these is; behind the first one it may be anywhere.
        long ends = ((quote - EACH) & ~quote) | ((backslash - EACH) & ~backslash);
        long control = (eight - ' ' * EACH) & ~eight;
        return Long.numberOfTrailingZeros((ends | control | eight) & EACH << 7) / Byte.SIZE;
    }

    /** What stands between two quotes. */
    static String decoded(byte[] bytes, int from, int to) throws DocumentException {
        JsonText text = new JsonText(bytes, from, to);
        while (text.at < to) {
            text.character();
        }
        return text.text.toString();
    }

    private void character() throws DocumentException {
        int first = bytes[at++];
        if (first == '\\') {
            escape();
        } else if (first >= 0) {
            text.append((char) first);
        } else {
            character(first & 0xff);
        }
    }

    private void character(int first) throws DocumentException {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
        int c = first & (0x3f >> more);
        boolean valid = first >= 0xc2 && first <= 0xf4 && at + more <= to;
        for (int i = 0; valid && i < more; i++) {
            int next = bytes[at++] & 0xff;
            valid = (next & 0xc0) == 0x80;
            c = c << 6 | (next & 0x3f);
        }
        if (!valid || c < FIRST_OF_LENGTH[more] || !Character.isValidCodePoint(c) || isHalf(c)) {
            throw JsonBytes.notJson("a text is not in UTF-8", at);
        }
        text.appendCodePoint(c);
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private void escape() throws DocumentException {
        int escaped = bytes[at++];
        switch (escaped) {
            case '"', '\\', '/' -> text.append((char) escaped);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> text.append(hexadecimal());
            default -> throw JsonBytes.notJson("an escape is none of JSON", at);
        }
    }

    private char hexadecimal() throws DocumentException {
        int c = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < to && bytes[at] >= 0 ? Character.digit((char) bytes[at++], 16) : -1;
            if (digit < 0) {
                throw JsonBytes.notJson("an escape has no four hexadecimal digits", at);
            }
            c = c << 4 | digit;
        }
        return (char) c;
    }
}
