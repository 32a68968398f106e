package io.puypuy.server.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One append to a journal, with its header in front: magic number, length of the payload, number of the segment, CRC-32C
 * (RFC 3720) over length, number and payload. The number tells a frame from what an earlier use of the file has left behind.
 * Frames begin at multiples of 8. Used by the thread that appends.
 */
public final class Frame {
    /** Most bytes of one payload. */
    public static final int MAX_PAYLOAD = 12 << 20;

    static final int HEADER = 24;

    private static final int MAGIC = 0x50504A31;
    private static final int LENGTH_AT = 4;
    private static final int SEGMENT_AT = 8;
    private static final int CRC_AT = 16;
    private static final int ALIGNMENT = 8;
    private static final int FIRST_CAPACITY = 64 << 10;

    private ByteBuffer buffer = ByteBuffer.allocateDirect(FIRST_CAPACITY).position(HEADER);

    /** Begins anew. */
    public void clear() {
        buffer.clear().position(HEADER);
    }

    /** Where the payload is written to, with room for so many further bytes. */
    public ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes + ALIGNMENT) {
            int wanted = buffer.position() + bytes + ALIGNMENT;
            buffer = ByteBuffer.allocateDirect(Math.max(wanted, 2 * buffer.capacity()))
                    .put(buffer.flip());
        }
        return buffer;
    }

    /** Bytes of the payload until now. */
    public int size() {
        return buffer.position() - HEADER;
    }

    /** Completes the header; what is to be written is between position and limit. */
    ByteBuffer sealed(long segment) {
        int length = size();
        int end = HEADER + padded(length);
        while (buffer.position() < end) {
            buffer.put((byte) 0);
        }
        buffer.flip();
        buffer.putInt(0, MAGIC)
                .putInt(LENGTH_AT, length)
                .putLong(SEGMENT_AT, segment)
                .putInt(CRC_AT, crc(buffer, 0, length))
                .putInt(CRC_AT + Integer.BYTES, 0);
        return buffer;
    }

    /** Bytes in the file. */
    int stored() {
        return HEADER + padded(size());
    }

    private static int padded(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    private static int crc(ByteBuffer file, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file.duplicate().limit(at + CRC_AT).position(at + LENGTH_AT));
        crc.update(file.duplicate().limit(at + HEADER + length).position(at + HEADER));
        return (int) crc.getValue();
    }

    /** Where the next frame may begin, if a whole frame of this segment is here; else -1. */
    static int end(ByteBuffer file, int at, long segment) {
        if (!begins(file, at, segment)) {
            return -1;
        }
        int length = file.getInt(at + LENGTH_AT);
        if (length < 0 || length > file.limit() - at - HEADER || crc(file, at, length) != file.getInt(at + CRC_AT)) {
            return -1;
        }
        return Math.min(at + HEADER + padded(length), file.limit());
    }

    /** Whether a frame of this segment begins here, whole or not. */
    static boolean begins(ByteBuffer file, int at, long segment) {
        return at <= file.limit() - HEADER && file.getInt(at) == MAGIC && file.getLong(at + SEGMENT_AT) == segment;
    }

    /** The payload of the whole frame that begins here. */
    static ByteBuffer payload(ByteBuffer file, int at) {
        return file.slice(at + HEADER, file.getInt(at + LENGTH_AT)).asReadOnlyBuffer();
    }

    /** Where the next whole frame of this segment begins, looking from there on; -1 if there is none. */
    static int next(ByteBuffer file, int from, long segment) {
        for (int at = from; at <= file.limit() - HEADER; at += ALIGNMENT) {
            if (end(file, at, segment) >= 0) {
                return at;
            }
        }
        return -1;
    }

    static int step() {
        return ALIGNMENT;
    }
}
