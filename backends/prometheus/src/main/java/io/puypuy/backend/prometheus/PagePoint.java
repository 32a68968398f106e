package io.puypuy.backend.prometheus;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Series;
import io.puypuy.api.Style;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PrometheusNames;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A point as the page needs it. Its bytes in the spool, which outlives the process: version 1; 1 for a whole number, else
 * 0; 1 for a gauge, else 0; family, labels and help in UTF-8 behind their length in four bytes; milliseconds since 1970
 * and the number in eight bytes each.
 *
 * @param family a legal name
 * @param labels as they stand on the page: <code>{host="h",type="system"}</code>, sorted by name
 * @param gauge whether anything is known of the number, which then is one that goes up and down
 * @param help one phrase with the unit; empty if neither is known
 * @param bits a whole number, or the bits of a floating one
 */
record PagePoint(
        String family, String labels, boolean gauge, String help, long timestampMillis, boolean integer, long bits) {
    private static final int VERSION = 1;

    /** Everything of a point's bytes that is the same for all points of its series. */
    static byte[] head(Series series) {
        Metric metric = series.metric();
        EncodeBuffer out = new EncodeBuffer();
        out.put(VERSION).put(metric.numberType() == NumberType.INTEGER ? 1 : 0).put(isKnown(metric) ? 1 : 0);
        text(PrometheusNames.metric(metric.name()), out);
        text(labels(series), out);
        text(help(metric), out);
        return out.toByteArray();
    }

    /** Appends what differs between the points of a series. */
    static void tail(DataPoint point, EncodeBuffer out) {
        out.putLong(point.timestampMillis())
                .putLong(point.isInteger() ? point.integer() : Double.doubleToRawLongBits(point.floating()));
    }

    private static boolean isKnown(Metric metric) {
        return metric.style() == Style.RATE
                || metric.chartType() != ChartType.NONE
                || !metric.unit().isEmpty()
                || !metric.help().isEmpty();
    }

    private static String help(Metric metric) {
        if (metric.help().isEmpty() || metric.unit().isEmpty()) {
            return metric.help() + metric.unit();
        }
        return metric.help() + " (" + metric.unit() + ")";
    }

    private static String labels(Series series) {
        StringBuilder text = new StringBuilder("{");
        PrometheusNames.labels(series).forEach((name, value) -> {
            text.append(text.length() > 1 ? "," : "").append(name).append("=\"");
            PageFormat.label(value, text);
            text.append('"');
        });
        return text.append('}').toString();
    }

    private static void text(String text, EncodeBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    /**
     * Reads head and tail.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static PagePoint decode(byte[] point) {
        ByteBuffer in = ByteBuffer.wrap(point);
        try {
            if (in.get() != VERSION) {
                throw new IllegalArgumentException("not a point: of another version");
            }
            boolean integer = flag(in);
            boolean gauge = flag(in);
            PagePoint decoded = new PagePoint(text(in), text(in), gauge, text(in), in.getLong(), integer, in.getLong());
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("not a point: bytes behind its end");
            }
            return decoded;
        } catch (BufferUnderflowException cutOff) {
            throw new IllegalArgumentException("not a point: cut off", cutOff);
        }
    }

    private static boolean flag(ByteBuffer in) {
        byte value = in.get();
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException("not a point: " + value + " where 0 or 1 is expected");
        }
        return value == 1;
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
        } catch (CharacterCodingException garbled) {
            throw new IllegalArgumentException("not a point: a text that is not UTF-8", garbled);
        }
    }
}
