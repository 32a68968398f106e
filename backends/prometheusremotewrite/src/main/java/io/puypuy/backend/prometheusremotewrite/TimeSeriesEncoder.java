package io.puypuy.backend.prometheusremotewrite;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.PrometheusNames;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A point as one {@code TimeSeries} of a {@code WriteRequest}; requests are these, one behind the other ("Prometheus
 * Remote-Write 1.0 specification", protobuf message; "Protocol buffers: encoding").
 *
 * <p>Written by hand: three messages with five fields, of which all but two numbers are the same for all points of a
 * series. Classes generated from the protocol would make objects for each point and bring a library of 2 MB.
 */
final class TimeSeriesEncoder {
    // Number of the field and wire type: 0 is a varint, 1 eight bytes, 2 bytes behind their length.
    private static final int REQUEST_SERIES = 1 << 3 | 2;
    private static final int SERIES_LABEL = 1 << 3 | 2;
    private static final int SERIES_SAMPLE = 2 << 3 | 2;
    private static final int LABEL_NAME = 1 << 3 | 2;
    private static final int LABEL_VALUE = 2 << 3 | 2;
    private static final int SAMPLE_VALUE = 1 << 3 | 1;
    private static final int SAMPLE_TIMESTAMP = 2 << 3;

    private static final int BITS = 7;
    private static final int MORE = 0x80;
    /** Tag and eight bytes of the value, tag of the timestamp. */
    private static final int SAMPLE_BYTES = 10;

    private final PerSeries<byte[]> labels = new PerSeries<>(TimeSeriesEncoder::labels);

    void encode(DataPoint point, EncodeBuffer out) {
        byte[] known = labels.of(point.series());
        int sampleLength = SAMPLE_BYTES + varintLength(point.timestampMillis());
        out.put(REQUEST_SERIES);
        // The sample's length is below 128 and has one byte, as its tag.
        varint(known.length + 2 + sampleLength, out);
        out.put(known).put(SERIES_SAMPLE).put(sampleLength).put(SAMPLE_VALUE);
        out.putLong(Long.reverseBytes(Double.doubleToRawLongBits(point.floating())));
        out.put(SAMPLE_TIMESTAMP);
        varint(point.timestampMillis(), out);
    }

    /** All labels, the name among them, sorted by name. */
    private static byte[] labels(Series series) {
        SortedMap<String, String> sorted = new TreeMap<>(PrometheusNames.labels(series));
        sorted.put("__name__", PrometheusNames.metric(series.name()));
        EncodeBuffer out = new EncodeBuffer();
        EncodeBuffer label = new EncodeBuffer();
        sorted.forEach((name, value) -> {
            label.truncate(0);
            bytes(LABEL_NAME, name.getBytes(StandardCharsets.UTF_8), label);
            bytes(LABEL_VALUE, value.getBytes(StandardCharsets.UTF_8), label);
            bytes(SERIES_LABEL, label.toByteArray(), out);
        });
        return out.toByteArray();
    }

    private static void bytes(int tag, byte[] content, EncodeBuffer out) {
        out.put(tag);
        varint(content.length, out);
        out.put(content);
    }

    private static void varint(long value, EncodeBuffer out) {
        long rest = value;
        while ((rest & -MORE) != 0) {
            out.put((int) rest | MORE);
            rest >>>= BITS;
        }
        out.put((int) rest);
    }

    private static int varintLength(long value) {
        int length = 1;
        for (long rest = value >>> BITS; rest != 0; rest >>>= BITS) {
            length++;
        }
        return length;
    }
}
