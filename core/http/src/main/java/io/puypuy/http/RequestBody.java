package io.puypuy.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads the whole body of a request, within bounds of size and time. */
public final class RequestBody {
    /** As long as the server waits for a next byte is too long: whoever sends one now and then would keep a thread. */
    private static final Duration READING = Duration.ofSeconds(10);

    private static final int FIRST = 4 << 10;

    private RequestBody() {}

    /**
     * Reads it.
     *
     * @throws RequestFault if it has more bytes, with {@code tooLarge} as the sentence; if it takes longer than 10 s; or if
     *     its end does not come
     */
    public static byte[] read(Context request, int maxBytes, String tooLarge) {
        try (InputStream in = request.req().getInputStream()) {
            return read(in, maxBytes, tooLarge, System::nanoTime);
        } catch (IOException gone) {
            throw new RequestFault(RequestFault.BAD_REQUEST, "the request did not arrive as a whole");
        }
    }

    static byte[] read(InputStream in, int maxBytes, String tooLarge, LongSupplier nanos) throws IOException {
        long begun = nanos.getAsLong();
        byte[] bytes = new byte[Math.min(FIRST, maxBytes + 1)];
        int length = 0;
        for (int got = in.read(bytes); got >= 0; got = in.read(bytes, length, bytes.length - length)) {
            length += got;
            if (length > maxBytes) {
                throw new RequestFault(RequestFault.TOO_LARGE, tooLarge);
            }
            if (nanos.getAsLong() - begun > READING.toNanos()) {
                throw new RequestFault(RequestFault.TIMEOUT, "the request took too long to arrive");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(2 * length, maxBytes + 1));
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
