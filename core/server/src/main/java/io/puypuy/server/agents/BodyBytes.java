package io.puypuy.server.agents;

import io.puypuy.http.RequestFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Bodies in memory: all of those that are being read, understood or stored take from one bounded amount, so that many slow or
 * large ones wait, and are asked to come again, instead of using up the heap. Thread-safe.
 */
final class BodyBytes {
    private static final int FIRST = 64 << 10;
    private static final int KIB = 1 << 10;
    private static final int UNZIP_BUFFER = 8 << 10;
    /** Bytes of the length at the end of what gzip makes. */
    private static final int LENGTH_BYTES = 4;
    /** More than deflate can. */
    private static final int MOST_TIMES_LARGER = 1_100;

    private final Semaphore kibibytes;
    private final int maxBody;
    private final long waitNanos;
    private final long readNanos;

    /**
     * Nothing taken yet.
     *
     * @param total bytes of all bodies
     * @param maxBody bytes of one
     * @param waitMillis how long a body waits for others to go
     * @param readMillis how long a client may take to send its body
     */
    BodyBytes(long total, int maxBody, long waitMillis, long readMillis) {
        // Else the largest one would never fit.
        kibibytes = new Semaphore((int) Math.max(total / KIB, 2 + 2L * maxBody / KIB), true);
        this.maxBody = maxBody;
        waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
        readNanos = TimeUnit.MILLISECONDS.toNanos(readMillis);
    }

    /** One body, and what it has taken; to be closed when nothing of it is in memory any more. */
    final class Body implements AutoCloseable {
        private int taken;
        private byte[] bytes = new byte[0];
        private int length;

        private Body() {}

        /** The body itself, not a copy, unless it is shorter than it was announced. */
        byte[] bytes() {
            return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        }

        int length() {
            return length;
        }

        private void take(long more) throws InterruptedException {
            int permits = (int) Math.min(Integer.MAX_VALUE / 2, (more + KIB - 1) / KIB);
            if (!kibibytes.tryAcquire(permits, waitNanos, TimeUnit.NANOSECONDS)) {
                throw new RequestFault(RequestFault.UNAVAILABLE, "too many documents at once; send it again later");
            }
            taken += permits;
        }

        private void read(InputStream in, long announced) throws IOException, InterruptedException {
            resize((int) Math.min(Math.max(announced, KIB), FIRST));
            fill(in, announced);
        }

        private void fill(InputStream in, long announced) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + readNanos;
            while (true) {
                int got = in.read(bytes, length, bytes.length - length);
                if (got < 0) {
                    return;
                }
                length += got;
                if (System.nanoTime() - deadline > 0) {
                    throw new RequestFault(RequestFault.TIMEOUT, "the document took too long to arrive");
                }
                if (length == announced) {
                    return;
                }
                if (length == bytes.length) {
                    if (length > maxBody) {
                        throw tooLarge();
                    }
                    int next = in.read();
                    if (next < 0) {
                        return;
                    }
                    resize((int) Math.min(Math.max(2L * length, FIRST), announced > 0 ? announced : maxBody + 1L));
                    bytes[length++] = (byte) next;
                }
            }
        }

        private void resize(int capacity) throws InterruptedException {
            take(capacity - bytes.length);
            bytes = Arrays.copyOf(bytes, capacity);
        }

        /**
         * Has what the bytes unpack to in their place, which takes from the same amount and has the same bound.
         *
         * @throws IOException if they are not what gzip makes
         */
        void unzip() throws IOException, InterruptedException {
            Body plain = unzipped(this);
            close();
            taken = plain.taken;
            bytes = plain.bytes;
            length = plain.length;
        }

        /** The length that gzip writes at the end, as far as that can be true. */
        private int unzippedLength() {
            int said = length < LENGTH_BYTES
                    ? 0
                    : ByteBuffer.wrap(bytes, length - LENGTH_BYTES, LENGTH_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getInt();
            long most = Math.min((long) length * MOST_TIMES_LARGER, maxBody + 1L);
            return (int) Math.max(KIB, Math.min(Integer.toUnsignedLong(said), most));
        }

        /** The bytes are needed no more, but so many of what was made of them. */
        void becomes(long other) throws InterruptedException {
            close();
            take(other);
        }

        @Override
        public void close() {
            kibibytes.release(taken);
            taken = 0;
            bytes = new byte[0];
        }
    }

    private Body unzipped(Body packed) throws IOException, InterruptedException {
        Body plain = new Body();
        try (InputStream content =
                new GZIPInputStream(new ByteArrayInputStream(packed.bytes, 0, packed.length), UNZIP_BUFFER)) {
            plain.resize(packed.unzippedLength());
            plain.fill(content, -1);
            return plain;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Reads a body to its end.
     *
     * @param announced its length, or negative if it is not known
     */
    Body read(InputStream in, long announced) throws IOException, InterruptedException {
        if (announced > maxBody) {
            throw tooLarge();
        }
        Body body = new Body();
        try {
            body.read(in, announced);
            return body;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            body.close();
            throw e;
        }
    }

    RequestFault tooLarge() {
        return new RequestFault(
                RequestFault.TOO_LARGE,
                "a document may have " + maxBody + " bytes; agent_max_body_bytes in [Server] says so");
    }
}
