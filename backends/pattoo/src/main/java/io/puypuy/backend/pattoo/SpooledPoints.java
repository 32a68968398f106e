package io.puypuy.backend.pattoo;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what {@link PattooPoints} wrote, perhaps in an earlier life of the daemon. Remembers the series, because their
 * checksums take ten times as long as all the rest. Used by the thread that sends.
 */
final class SpooledPoints {
    /** Time and number. */
    private static final int TAIL_BYTES = 16;
    /** Series that are remembered; the one that was remembered first goes first. */
    private static final int MOST_KNOWN = 20_000;

    private final Map<ByteBuffer, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    /**
     * One point.
     *
     * @param target that it belongs to
     */
    record Point(String target, Datapoint datapoint, long timestampMillis) {}

    /** A series with any datapoint of it. */
    private record Known(String target, DataType type, Datapoint any) {}

    /**
     * The point at that place.
     *
     * @throws IllegalArgumentException if it is none, or of another version
     */
    Point read(EncodedPoints points, int index) {
        byte[] point = points.point(index);
        int headBytes = point.length - TAIL_BYTES;
        if (headBytes <= 0) {
            throw new IllegalArgumentException("not a point: " + point.length + " bytes");
        }
        ByteBuffer head = ByteBuffer.wrap(point, 0, headBytes);
        Known series = known.get(head);
        if (series == null) {
            series = series(head.duplicate());
            known.put(head, series);
        }
        ByteBuffer tail = ByteBuffer.wrap(point, headBytes, TAIL_BYTES);
        long millis = tail.getLong();
        long bits = tail.getLong();
        Datapoint any = series.any();
        Datapoint valued =
                series.type() == DataType.INTEGER ? any.value(bits) : any.value(Double.longBitsToDouble(bits));
        return new Point(series.target(), valued.at(millis), millis);
    }

    private static Known series(ByteBuffer in) {
        try {
            int version = in.get();
            int number = in.get();
            if (version != PattooPoints.VERSION || number < PattooPoints.WHOLE || number > PattooPoints.FLOATING) {
                throw new IllegalArgumentException("not a point: version " + version + ", type " + number);
            }
            DataType type = number == PattooPoints.WHOLE ? DataType.INTEGER : DataType.FLOAT;
            String target = text(in);
            Datapoint any = Datapoint.of(text(in), 0, type);
            for (int left = in.getInt(); left > 0; left--) {
                any = any.with(text(in), text(in));
            }
            if (in.hasRemaining() || !any.isValid()) {
                throw new IllegalArgumentException("not a point: no key, or bytes behind its end");
            }
            return new Known(target, type, any);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a point: cut off", e);
        }
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("not a point: a text of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
