package io.puypuy.backend.embedded;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PerSeries;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point as bytes that need nothing else to be read, because a spool outlives the process: version 1, number type, style,
 * chart type, reaction (one byte each); name, unit, type and help of the metric; host, cluster, group and location; number
 * of tags, their names and values; milliseconds since 1970 and the number (eight bytes each). Texts are UTF-8 behind their
 * length in four bytes. One thread encodes, and one, which may be another, decodes: they share nothing.
 */
final class PointCodec {
    private static final int VERSION = 1;
    /** Time and number. */
    private static final int TAIL_BYTES = 16;
    /** Bytes whose series are remembered. */
    private static final int MAX_KNOWN = 20_000;
    /** A constant's place is what is written: new ones are added behind. */
    private static final List<Style> STYLES = List.of(Style.STACK, Style.RATE);

    private static final List<NumberType> NUMBER_TYPES = List.of(NumberType.INTEGER, NumberType.FLOATING);
    private static final List<ChartType> CHART_TYPES =
            List.of(ChartType.NONE, ChartType.RATE, ChartType.COUNTER, ChartType.PERCENT);

    private final PerSeries<byte[]> heads = new PerSeries<>(PointCodec::head);
    private final Map<ByteBuffer, Series> known = new LinkedHashMap<>();

    void encode(DataPoint point, EncodeBuffer out) {
        out.put(heads.of(point.series()))
                .putLong(point.timestampMillis())
                .putLong(point.isInteger() ? point.integer() : Double.doubleToRawLongBits(point.floating()));
    }

    private static byte[] head(Series series) {
        EncodeBuffer out = new EncodeBuffer();
        Metric metric = series.metric();
        out.put(VERSION)
                .put(NUMBER_TYPES.indexOf(metric.numberType()))
                .put(STYLES.indexOf(metric.style()))
                .put(CHART_TYPES.indexOf(metric.chartType()))
                .put(-metric.reaction());
        text(metric.name(), out);
        text(metric.unit(), out);
        text(metric.type(), out);
        text(metric.help(), out);
        Origin origin = series.origin();
        text(origin.host(), out);
        text(origin.cluster(), out);
        text(origin.group(), out);
        text(origin.location(), out);
        out.putInt(series.tags().size());
        series.tags().forEach((name, value) -> {
            text(name, out);
            text(value, out);
        });
        return out.toByteArray();
    }

    private static void text(String text, EncodeBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    DataPoint decode(byte[] point) {
        int headBytes = point.length - TAIL_BYTES;
        if (headBytes <= 0) {
            throw new IllegalArgumentException("not a point: " + point.length + " bytes");
        }
        Series series = known.get(ByteBuffer.wrap(point, 0, headBytes));
        if (series == null) {
            byte[] head = Arrays.copyOf(point, headBytes);
            series = series(head);
            if (known.size() >= MAX_KNOWN) {
                known.clear();
            }
            known.put(ByteBuffer.wrap(head), series);
        }
        ByteBuffer tail = ByteBuffer.wrap(point, headBytes, TAIL_BYTES);
        long millis = tail.getLong();
        long bits = tail.getLong();
        return series.metric().numberType() == NumberType.INTEGER
                ? DataPoint.of(series, millis, bits)
                : DataPoint.of(series, millis, Double.longBitsToDouble(bits));
    }

    private static Series series(byte[] head) {
        ByteBuffer in = ByteBuffer.wrap(head);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("not a point: of another version");
            }
            NumberType numberType = constant(NUMBER_TYPES, in);
            Style style = constant(STYLES, in);
            ChartType chartType = constant(CHART_TYPES, in);
            int reaction = -in.get();
            Metric metric = new Metric(text(in), style, numberType, text(in), text(in), chartType, reaction, text(in));
            Origin origin = new Origin(text(in), text(in), text(in), text(in));
            Tags tags = Tags.none();
            for (int left = in.getInt(); left > 0; left--) {
                tags = tags.and(text(in), text(in));
            }
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("not a point: bytes behind its end");
            }
            return new Series(metric, origin, tags);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a point: cut off", e);
        }
    }

    private static <E> E constant(List<E> constants, ByteBuffer in) {
        int place = in.get();
        if (place < 0 || place >= constants.size()) {
            throw new IllegalArgumentException("not a point: constant " + place);
        }
        return constants.get(place);
    }

    private static String text(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("not a point: a text of " + length + " bytes");
        }
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not a point: a text that is not UTF-8", e);
        }
    }
}
