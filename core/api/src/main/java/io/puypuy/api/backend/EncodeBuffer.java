package io.puypuy.api.backend;

import io.puypuy.api.Tags;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing row of bytes that points are encoded into, with typed appends that make no garbage. Used by one thread;
 * kept and reused between batches.
 */
public final class EncodeBuffer {
    private static final int FIRST_CAPACITY = 8 << 10;

    private static final String HEX = "0123456789abcdef";
    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private final ShortestDecimal shortest = new ShortestDecimal();
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    public int length() {
        return length;
    }

    /** Forgets what was appended after the first {@code newLength} bytes. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IndexOutOfBoundsException(newLength);
        }
        length = newLength;
    }

    public EncodeBuffer put(int oneByte) {
        reserve(1);
        bytes[length++] = (byte) oneByte;
        return this;
    }

    public EncodeBuffer put(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    public EncodeBuffer put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Four bytes, highest first. */
    public EncodeBuffer putInt(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** Eight bytes, highest first. */
    public EncodeBuffer putLong(long value) {
        return putInt((int) (value >>> 32)).putInt((int) value);
    }

    /** The text in UTF-8. */
    public EncodeBuffer text(String text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return put(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    /** The text in quotes as JSON wants it, in UTF-8; what is not text, such as half a character, becomes a mark. */
    public EncodeBuffer jsonString(String text) {
        put('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text(text.substring(from, i));
                from = i + 1;
                if (c < ' ') {
                    text("\\u00").put(HEX.charAt(c >> 4)).put(HEX.charAt(c & 15));
                } else {
                    put('\\').put(c);
                }
            }
        }
        return text(text.substring(from)).put('"');
    }

    /** The tags as an object of JSON, in their order. */
    public EncodeBuffer jsonObject(Tags tags) {
        put('{');
        int begin = length;
        tags.forEach((name, value) -> {
            if (length > begin) {
                put(',');
            }
            jsonString(name).put(':').jsonString(value);
        });
        return put('}');
    }

    /** The number in decimal digits. */
    public EncodeBuffer decimal(long value) {
        if (value < 0) {
            // The smallest number has no positive counterpart.
            return value == Long.MIN_VALUE ? text(Long.toString(value)) : put('-').decimal(-value);
        }
        int count = digitCount(value);
        reserve(count);
        digits(value, length + count);
        length += count;
        return this;
    }

    /**
     * The shortest decimal number that reads back as the same one, always with a point: {@code 12.5}, {@code 3.0},
     * {@code 1.0E-7}. Without an exponent from 0.00001 up to, not including, 10^15.
     *
     * @param value finite
     */
    public EncodeBuffer decimal(double value) {
        if (value < 0) {
            return put('-').decimal(-value);
        }
        if (!ShortestDecimal.takes(value)) {
            // Zero, and numbers so small that they are hardly ever seen.
            return text(Double.toString(value));
        }
        shortest.find(value);
        int count = digitCount(shortest.digits());
        int point = count + shortest.exponent();
        if (point < -4 || point > 15) {
            return scientific(count, point - 1);
        }
        reserve(24);
        if (point <= 0) {
            bytes[length++] = '0';
            bytes[length++] = '.';
            zeros(-point);
            digits(shortest.digits(), length + count);
            length += count;
        } else if (point < count) {
            digits(shortest.digits(), length + count + 1);
            System.arraycopy(bytes, length + 1, bytes, length, point);
            bytes[length + point] = '.';
            length += count + 1;
        } else {
            digits(shortest.digits(), length + count);
            length += count;
            zeros(point - count);
            bytes[length++] = '.';
            bytes[length++] = '0';
        }
        return this;
    }

    private EncodeBuffer scientific(int count, int exponent) {
        reserve(24);
        digits(shortest.digits(), length + count + 1);
        bytes[length] = bytes[length + 1];
        bytes[length + 1] = '.';
        length += count + 1;
        if (count == 1) {
            bytes[length++] = '0';
        }
        return put('E').decimal(exponent);
    }

    private void zeros(int count) {
        for (int i = 0; i < count; i++) {
            bytes[length++] = '0';
        }
    }

    /** Writes the digits of a number that is not negative so that they end before {@code end}. */
    private void digits(long value, int end) {
        long rest = value;
        int at = end;
        // Divisions of ints are much faster.
        while (rest > Integer.MAX_VALUE) {
            long next = rest / 100;
            at = pair((int) (rest - next * 100), at);
            rest = next;
        }
        int small = (int) rest;
        while (small >= 10) {
            int next = small / 100;
            if (small < 100) {
                pair(small, at);
                return;
            }
            at = pair(small - next * 100, at);
            small = next;
        }
        bytes[at - 1] = (byte) ('0' + small);
    }

    private int pair(int twoDigits, int end) {
        bytes[end - 1] = ONES[twoDigits];
        bytes[end - 2] = TENS[twoDigits];
        return end - 2;
    }

    private static int digitCount(long value) {
        int count = 1;
        for (long power = 10; count < 19 && value >= power; power *= 10) {
            count++;
        }
        return count;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes as they are now; not to be read after the next append. */
    public InputStream view() {
        return new ByteArrayInputStream(bytes, 0, length);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
        }
    }
}
