package io.puypuy.api.backend;

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

    /** The number in decimal digits. */
    public EncodeBuffer decimal(long value) {
        return text(Long.toString(value));
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
