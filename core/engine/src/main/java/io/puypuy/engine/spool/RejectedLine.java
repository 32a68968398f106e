package io.puypuy.engine.spool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rejected point as a line that people can read: time, form, reason and bytes, with tabs between. Bytes that are not
 * printable ASCII are written as {@code \xHH}, and so is the backslash.
 */
final class RejectedLine {
    private static final int MOST_REASON_BYTES = 1000;
    private static final String HEX = "0123456789abcdef";

    private RejectedLine() {}

    static void append(RejectedPoint point, ByteArrayOutputStream out) {
        byte[] bytes = point.bytes();
        boolean cut = bytes.length > RejectedPoint.MOST_BYTES;
        RejectedPoint.Form form = cut ? RejectedPoint.Form.CUT : point.form();
        out.writeBytes(Instant.ofEpochMilli(point.millis()).toString().getBytes(StandardCharsets.US_ASCII));
        out.write('\t');
        out.writeBytes(form.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
        out.write('\t');
        byte[] reason = point.reason().getBytes(StandardCharsets.UTF_8);
        escape(reason, Math.min(reason.length, MOST_REASON_BYTES), out);
        out.write('\t');
        escape(bytes, cut ? RejectedPoint.MOST_BYTES : bytes.length, out);
        out.write('\n');
    }

    private static void escape(byte[] bytes, int count, ByteArrayOutputStream out) {
        for (int i = 0; i < count; i++) {
            int b = bytes[i] & 0xff;
            if (b >= ' ' && b < 0x7f && b != '\\') {
                out.write(b);
            } else {
                out.write('\\');
                out.write('x');
                out.write(HEX.charAt(b >> 4));
                out.write(HEX.charAt(b & 0xf));
            }
        }
    }

    /** The point of a line; null if it is not one, as at the end of a file that was being written in a crash. */
    static @Nullable RejectedPoint parse(String line) {
        int form = line.indexOf('\t') + 1;
        int reason = line.indexOf('\t', form) + 1;
        int bytes = line.indexOf('\t', reason) + 1;
        if (form == 0 || reason == 0 || bytes == 0) {
            return null;
        }
        try {
            return new RejectedPoint(
                    Instant.parse(line.substring(0, form - 1)).toEpochMilli(),
                    RejectedPoint.Form.valueOf(line.substring(form, reason - 1).toUpperCase(Locale.ROOT)),
                    new String(unescape(line, reason, bytes - 1), StandardCharsets.UTF_8),
                    unescape(line, bytes, line.length()));
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] unescape(String line, int from, int to) {
        byte[] result = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c != '\\') {
                result[length++] = (byte) c;
            } else if (i + 3 < to && line.charAt(i + 1) == 'x') {
                result[length++] = (byte) Integer.parseInt(line, i + 2, i + 4, 16);
                i += 3;
            } else {
                throw new IllegalArgumentException("torn escape");
            }
        }
        return Arrays.copyOf(result, length);
    }
}
