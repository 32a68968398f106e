package io.puypuy.backend.pattoo;

import io.puypuy.api.DataPoint;
import io.puypuy.api.NumberType;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.UnsendablePointException;
import java.nio.charset.StandardCharsets;

/**
 * Points as they wait in the spool until a document is made of them: a byte for the version of this form, which is 1; one for
 * the type, 0 for whole and 1 for floating numbers; target, key, number of metadata entries, their keys and values; then
 * milliseconds since 1970 and the number (eight bytes each). Texts are UTF-8 behind their length in four bytes; numbers have
 * their highest byte first. Used by the thread that encodes.
 */
final class PattooPoints {
    static final int VERSION = 1;
    static final int WHOLE = 0;
    static final int FLOATING = 1;

    private final String program;
    /** All but time and number; empty for series that cannot be sent. */
    private final PerSeries<byte[]> heads;

    /** @param program name of the agent */
    PattooPoints(String program) {
        this.program = program;
        this.heads = new PerSeries<>(series -> {
            try {
                return head(PattooSeries.of(series, program), series.metric().numberType() == NumberType.INTEGER);
            } catch (UnsendablePointException e) {
                return new byte[0];
            }
        });
    }

    void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        byte[] head = heads.of(point.series());
        if (head.length == 0) {
            // Says why.
            PattooSeries.of(point.series(), program);
        }
        out.put(head)
                .putLong(point.timestampMillis())
                .putLong(point.isInteger() ? point.integer() : Double.doubleToRawLongBits(point.floating()));
    }

    private static byte[] head(PattooSeries series, boolean isWhole) {
        EncodeBuffer out = new EncodeBuffer().put(VERSION).put(isWhole ? WHOLE : FLOATING);
        text(series.target(), out);
        text(series.key(), out);
        out.putInt(series.metadata().size());
        series.metadata().forEach((key, value) -> {
            text(key, out);
            text(value, out);
        });
        return out.toByteArray();
    }

    private static void text(String text, EncodeBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putInt(bytes.length).put(bytes);
    }
}
