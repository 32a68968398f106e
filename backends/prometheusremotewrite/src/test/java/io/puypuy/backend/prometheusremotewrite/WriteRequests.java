package io.puypuy.backend.prometheusremotewrite;

import io.airlift.compress.snappy.SnappyDecompressor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the body of a request as a receiver does. */
final class WriteRequests {
    private WriteRequests() {}

    /**
     * One time series of a request.
     *
     * @param labels in the order in which they came
     */
    record Written(Map<String, String> labels, double value, long timestampMillis) {
        String name() {
            return labels.getOrDefault("__name__", "");
        }
    }

    static List<Written> read(byte[] body) {
        ByteBuffer request = ByteBuffer.wrap(decompressed(body)).order(ByteOrder.LITTLE_ENDIAN);
        List<Written> all = new ArrayList<>();
        while (request.hasRemaining()) {
            all.add(series(message(request, 1)));
        }
        return all;
    }

    private static byte[] decompressed(byte[] block) {
        byte[] plain = new byte[SnappyDecompressor.getUncompressedLength(block, 0)];
        int length = new SnappyDecompressor().decompress(block, 0, block.length, plain, 0, plain.length);
        return Arrays.copyOf(plain, length);
    }

    private static Written series(ByteBuffer series) {
        Map<String, String> labels = new LinkedHashMap<>();
        while (series.get(series.position()) == (1 << 3 | 2)) {
            ByteBuffer label = message(series, 1);
            if (labels.put(text(message(label, 1)), text(message(label, 2))) != null) {
                throw new IllegalArgumentException("a label twice");
            }
            end(label);
        }
        ByteBuffer sample = message(series, 2);
        end(series);
        expect(1 << 3 | 1, sample);
        double value = sample.getDouble();
        expect(2 << 3, sample);
        Written written = new Written(labels, value, varint(sample));
        end(sample);
        return written;
    }

    private static ByteBuffer message(ByteBuffer in, int field) {
        expect(field << 3 | 2, in);
        int length = (int) varint(in);
        ByteBuffer message = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + length);
        return message;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString();
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }

    private static void expect(int tag, ByteBuffer in) {
        if (in.get() != tag) {
            throw new IllegalArgumentException("expected tag " + tag + " at " + in.position());
        }
    }

    private static void end(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("bytes behind a message");
        }
    }
}
