package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * The bytes of one spool file, in an array that is kept between batches. Numbers have their highest byte first:
 *
 * <pre>
 *  0  magic "PUYS"      4
 *  4  version 1         1
 *  5  creation time     8   milliseconds since 1970
 * 13  number of points  4
 * 17  bytes of lengths  4
 * 21  bytes of points   4
 * 25  length of each point, seven bits a byte, lowest first, the highest bit says that more follow
 *     the points, one behind the other
 *     CRC-32C of all before  4
 * </pre>
 */
final class SpoolImage extends OutputStream {
    static final int VERSION = 1;
    private static final int MAGIC = 'P' << 24 | 'U' << 16 | 'Y' << 8 | 'S';
    private static final int HEADER = 25;
    private static final int CHECKSUM = 4;
    private static final int KEPT_CAPACITY = 512 << 10;

    private byte[] bytes = new byte[0];
    private int length;

    /**
     * Bytes of a file with these points.
     *
     * @throws ArithmeticException if they are more than an array can hold
     */
    static int sizeOf(EncodedPoints points) {
        long size = HEADER + (long) points.byteCount() + CHECKSUM;
        for (int i = 0; i < points.count(); i++) {
            size += varintSize(points.byteCount(i));
        }
        return Math.toIntExact(size);
    }

    private static int varintSize(int value) {
        return (Math.max(1, 32 - Integer.numberOfLeadingZeros(value)) + 6) / 7;
    }

    /** Makes the file of these points. */
    void encode(long createdMillis, EncodedPoints points) {
        int size = sizeOf(points);
        if (bytes.length < size || bytes.length > Math.max(size, KEPT_CAPACITY)) {
            bytes = new byte[Math.max(size, Math.min(2 * size, KEPT_CAPACITY))];
        }
        length = 0;
        putInt(MAGIC);
        bytes[length++] = VERSION;
        putInt((int) (createdMillis >>> 32));
        putInt((int) createdMillis);
        putInt(points.count());
        putInt(size - HEADER - CHECKSUM - points.byteCount());
        putInt(points.byteCount());
        for (int i = 0; i < points.count(); i++) {
            putVarint(points.byteCount(i));
        }
        try {
            points.writeTo(this);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        putInt(checksum(bytes, length));
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public void write(int oneByte) {
        bytes[length++] = (byte) oneByte;
    }

    @Override
    public void write(byte[] source, int from, int count) {
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    private void putInt(int value) {
        bytes[length++] = (byte) (value >>> 24);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void putVarint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private static int checksum(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return (int) crc.getValue();
    }

    /**
     * The points of a file.
     *
     * @param file all of its bytes; not kept
     * @throws DamagedFileException if the bytes are not what {@link #encode} makes
     */
    static EncodedPoints decode(byte[] file) throws DamagedFileException {
        if (file.length < HEADER + CHECKSUM) {
            throw new DamagedFileException("has only " + file.length + " bytes");
        }
        if (intAt(file, 0) != MAGIC) {
            throw new DamagedFileException("is no spool file");
        }
        if (file[4] != VERSION) {
            throw new DamagedFileException("has version " + file[4] + ", not " + VERSION);
        }
        int count = intAt(file, 13);
        int lengthBytes = intAt(file, 17);
        int bodyBytes = intAt(file, 21);
        if (count < 0 || lengthBytes < count || bodyBytes < 0) {
            throw new DamagedFileException("has impossible numbers in its head");
        }
        long expected = HEADER + (long) lengthBytes + bodyBytes + CHECKSUM;
        if (file.length != expected) {
            throw new DamagedFileException("has " + file.length + " bytes, not " + expected);
        }
        int end = file.length - CHECKSUM;
        if (checksum(file, end) != intAt(file, end)) {
            throw new DamagedFileException("has a wrong checksum");
        }
        int[] ends = ends(file, count, lengthBytes, bodyBytes);
        byte[] body = new byte[bodyBytes];
        System.arraycopy(file, HEADER + lengthBytes, body, 0, bodyBytes);
        return EncodedPoints.of(body, ends);
    }

    private static int[] ends(byte[] file, int count, int lengthBytes, int bodyBytes) throws DamagedFileException {
        int[] ends = new int[count];
        int at = HEADER;
        int stop = HEADER + lengthBytes;
        long end = 0;
        for (int i = 0; i < count; i++) {
            long value = 0;
            int shift = 0;
            boolean more = true;
            while (more) {
                if (at == stop || shift > 28) {
                    throw new DamagedFileException("has wrong lengths of points");
                }
                int b = file[at++];
                value |= (long) (b & 0x7f) << shift;
                shift += 7;
                more = b < 0;
            }
            end += value;
            if (end > bodyBytes) {
                throw new DamagedFileException("has wrong lengths of points");
            }
            ends[i] = (int) end;
        }
        if (at != stop || end != bodyBytes) {
            throw new DamagedFileException("has wrong lengths of points");
        }
        return ends;
    }

    private static int intAt(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }
}
