package io.puypuy.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/**
 * Samples as bytes, for a journal: how many numbers and texts, then of each number its number in the table, time and bits, and
 * of each text its datapoint, time, length and UTF-8.
 */
public final class SampleCodec {
    private static final int HEADER = 2 * Integer.BYTES;
    private static final int NUMBER = Integer.BYTES + 2 * Long.BYTES;
    private static final int TEXT = 2 * Integer.BYTES + Long.BYTES;
    /** UTF-8 has not more for a char. */
    private static final int MAX_CHAR_BYTES = 3;

    private SampleCodec() {}

    /** Most bytes of these samples. */
    public static long bytes(SampleRows rows) {
        long bytes = HEADER + (long) NUMBER * rows.numbers();
        for (SampleRows.Text text : rows.texts()) {
            bytes += bytes(text.text());
        }
        return bytes;
    }

    /** Most bytes of a number. */
    public static int bytes() {
        return NUMBER;
    }

    /** Most bytes of a text. */
    public static long bytes(String text) {
        return TEXT + (long) MAX_CHAR_BYTES * text.length();
    }

    /** Writes them; there is room for {@link #bytes(SampleRows)}. */
    public static void write(SampleRows rows, ByteBuffer out) {
        out.putInt(rows.numbers()).putInt(rows.texts().size());
        for (int i = 0; i < rows.numbers(); i++) {
            out.putInt(rows.seriesAt(i)).putLong(rows.millisAt(i)).putLong(rows.bitsAt(i));
        }
        for (SampleRows.Text text : rows.texts()) {
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            out.putInt(text.datapoint())
                    .putLong(text.millis())
                    .putInt(bytes.length)
                    .put(bytes);
        }
    }

    /**
     * Adds what {@link #write} wrote.
     *
     * @param wanted datapoints of which samples are taken
     * @return how many were not
     */
    public static int read(ByteBuffer in, SampleRows into, IntPredicate wanted) {
        int numbers = in.getInt();
        int texts = in.getInt();
        int left = 0;
        for (int i = 0; i < numbers; i++) {
            left += put(in.getInt(), in.getLong(), in.getLong(), into, wanted);
        }
        for (int i = 0; i < texts; i++) {
            int datapoint = in.getInt();
            long millis = in.getLong();
            byte[] bytes = new byte[in.getInt()];
            in.get(bytes);
            if (wanted.test(datapoint)) {
                into.add(datapoint, millis, new String(bytes, StandardCharsets.UTF_8));
            } else {
                left++;
            }
        }
        return left;
    }

    /** Adds all samples of the one to the other. */
    public static void copy(SampleRows from, SampleRows into) {
        for (int i = 0; i < from.numbers(); i++) {
            put(from.seriesAt(i), from.millisAt(i), from.bitsAt(i), into, datapoint -> true);
        }
        from.texts().forEach(text -> into.add(text.datapoint(), text.millis(), text.text()));
    }

    private static int put(int series, long millis, long bits, SampleRows into, IntPredicate wanted) {
        int datapoint = SampleRows.datapoint(series);
        if (!wanted.test(datapoint)) {
            return 1;
        }
        if (SampleRows.isFloating(series)) {
            into.add(datapoint, millis, Double.longBitsToDouble(bits));
        } else {
            into.add(datapoint, millis, bits);
        }
        return 0;
    }
}
