package io.puypuy.backend.carbon;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Points as carbon's pickle receiver reads them: frames of a length in four bytes, highest first, and a list {@code [(path,
 * (time, value)), …]}. Of protocol 2 only what an unpickler that trusts nobody takes: texts, numbers and real tuples, which
 * carbon-relay-ng wants. Sources: "Feeding in your data", "The pickle protocol"; Python, {@code pickletools.py}.
 */
final class Pickle {
    static final int TEXT = 'X';
    static final int INT_1 = 'K';
    static final int INT_2 = 'M';
    static final int INT_4 = 'J';
    static final int LONG = 0x8a;
    static final int DOUBLE = 'G';
    private static final int PAIR = 0x86;

    /** Protocol 2, an empty list, a mark. */
    private static final byte[] BEGIN = {(byte) 0x80, 2, ']', '('};
    /** What is above the mark goes into the list; stop. */
    private static final byte[] END = {'e', '.'};

    private static final int OUTSIDE = BEGIN.length + END.length;

    private Pickle() {}

    /** The path, with which the tuples of all its points begin. */
    static byte[] beginning(String path) {
        byte[] text = path.getBytes(StandardCharsets.US_ASCII);
        return new EncodeBuffer()
                .put(TEXT)
                .putInt(Integer.reverseBytes(text.length))
                .put(text)
                .toByteArray();
    }

    /** The tuple of a point. */
    static void point(byte[] beginning, long seconds, DataPoint point, EncodeBuffer out) {
        integer(seconds, out.put(beginning));
        if (point.isInteger()) {
            integer(point.integer(), out);
        } else {
            out.put(DOUBLE).putLong(Double.doubleToRawLongBits(point.floating()));
        }
        out.put(PAIR).put(PAIR);
    }

    private static void integer(long value, EncodeBuffer out) {
        if (value != (int) value) {
            int bits = Long.SIZE + 1 - Long.numberOfLeadingZeros(value ^ (value >> (Long.SIZE - 1)));
            int bytes = (bits + Byte.SIZE - 1) / Byte.SIZE;
            out.put(LONG).put(bytes);
            for (int i = 0; i < bytes; i++) {
                out.put((int) (value >> (i * Byte.SIZE)));
            }
        } else if (value < 0 || value > 0xffff) {
            out.put(INT_4).putInt(Integer.reverseBytes((int) value));
        } else if (value > 0xff) {
            out.put(INT_2).put((int) value).put((int) value >> Byte.SIZE);
        } else {
            out.put(INT_1).put((int) value);
        }
    }

    /** Writes the points in as many frames as they need. */
    static void writeFrames(EncodedPoints points, int mostPoints, int mostBytes, OutputStream out) throws IOException {
        int from = 0;
        while (from < points.count()) {
            int bytes = OUTSIDE;
            int to = from;
            do {
                bytes += points.byteCount(to);
                to++;
            } while (to < points.count() && to - from < mostPoints && bytes + points.byteCount(to) <= mostBytes);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array());
            out.write(BEGIN);
            points.slice(from, to).writeTo(out);
            out.write(END);
            from = to;
        }
    }
}
