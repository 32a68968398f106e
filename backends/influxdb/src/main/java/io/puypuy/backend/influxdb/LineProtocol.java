package io.puypuy.backend.influxdb;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.UnsendablePointException;
import java.nio.charset.StandardCharsets;

/**
 * Points as lines: {@code name,tag=value value=5i 1700000000000}, times in milliseconds. Source: "InfluxDB v1, line
 * protocol reference". Used by one thread.
 */
final class LineProtocol {
    /** What InfluxDB takes as the key of a field: name and tags as they are sent, four bytes, and the field's name. */
    private static final int MOST_KEY_BYTES = 65_535 - 4 - "value".length();

    /** The years 1677 to 2262: nanoseconds in 64 bits. */
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;

    private static final byte[] FIELD = " value=".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TOO_LONG = new byte[0];

    private final NumberTypes types;
    private final PerSeries<Head> heads = new PerSeries<>(this::head);

    LineProtocol(NumberTypes types) {
        this.types = types;
    }

    /**
     * What all lines of a series begin with.
     *
     * @param bytes up to the number; empty if the series has too long a key
     * @param integer whether the number is sent as an integer
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Head(byte[] bytes, boolean integer) {}

    private Head head(Series series) {
        byte[] key = LineNames.key(series).getBytes(StandardCharsets.UTF_8);
        boolean integer = types.isInteger(series.metric());
        if (key.length > MOST_KEY_BYTES) {
            return new Head(TOO_LONG, integer);
        }
        return new Head(new EncodeBuffer().put(key).put(FIELD).toByteArray(), integer);
    }

    void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        long millis = point.timestampMillis();
        if (millis > MOST_MILLIS || millis < -MOST_MILLIS) {
            throw new UnsendablePointException("InfluxDB takes times from 1677 to 2262, not " + millis + " ms");
        }
        Head head = heads.of(point.series());
        if (head.bytes == TOO_LONG) {
            throw new UnsendablePointException(
                    "name and tags have more than the " + MOST_KEY_BYTES + " bytes that InfluxDB takes");
        }
        out.put(head.bytes);
        if (head.integer) {
            out.decimal(point.integer()).put('i');
        } else {
            out.decimal(point.floating());
        }
        out.put(' ').decimal(millis);
    }
}
