package io.puypuy.backend.carbon;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Points as carbon's line receiver reads them: {@code path value seconds}. Made from pickled points when they are sent, so
 * that a spool can be delivered whatever the settings say later. Source: "Feeding in your data", "The plaintext protocol".
 */
final class Lines {
    private Lines() {}

    /** The lines of all points; one that is none is refused. */
    static EncodeBuffer of(EncodedPoints points, List<Delivery.Refusal> refusals) {
        EncodeBuffer lines = new EncodeBuffer();
        for (int i = 0; i < points.count(); i++) {
            int before = lines.length();
            try {
                append(points.point(i), lines);
            } catch (IllegalArgumentException | BufferUnderflowException e) {
                lines.truncate(before);
                refusals.add(new Delivery.Refusal(i, "not a point of carbon's"));
            }
        }
        return lines;
    }

    private static void append(byte[] tuple, EncodeBuffer out) {
        ByteBuffer in = ByteBuffer.wrap(tuple).order(ByteOrder.LITTLE_ENDIAN);
        require(in.get() == Pickle.TEXT);
        int length = in.getInt();
        require(length >= 0 && length <= in.remaining());
        out.put(tuple, in.position(), length).put(' ');
        in.position(in.position() + length);
        long seconds = integer(in.get() & 0xff, in);
        int type = in.get() & 0xff;
        if (type == Pickle.DOUBLE) {
            out.decimal(in.order(ByteOrder.BIG_ENDIAN).getDouble());
        } else {
            out.decimal(integer(type, in));
        }
        out.put(' ').decimal(seconds).put('\n');
    }

    private static long integer(int type, ByteBuffer in) {
        return switch (type) {
            case Pickle.INT_1 -> in.get() & 0xff;
            case Pickle.INT_2 -> in.getShort() & 0xffff;
            case Pickle.INT_4 -> in.getInt();
            case Pickle.LONG -> longOf(in.get(), in);
            default -> throw new IllegalArgumentException("not a number");
        };
    }

    private static long longOf(int bytes, ByteBuffer in) {
        require(bytes > 0 && bytes <= Long.BYTES);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (in.get() & 0xffL) << (i * Byte.SIZE);
        }
        int unused = Long.SIZE - bytes * Byte.SIZE;
        return value << unused >> unused;
    }

    private static void require(boolean isPoint) {
        if (!isPoint) {
            throw new IllegalArgumentException("not a point");
        }
    }
}
