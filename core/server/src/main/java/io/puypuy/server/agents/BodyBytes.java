package io.puypuy.server.agents;

import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bodies in memory: all of those that are being read, understood or stored take from one bounded amount, so that many slow or
 * large ones wait, and are asked to come again, instead of using up the heap. Thread-safe.
 */
final class BodyBytes {
    private static final int FIRST = 64 << 10;
    private static final int KIB = 1 << 10;

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
            long deadline = System.nanoTime() + readNanos;
            resize((int) Math.min(Math.max(announced, KIB), FIRST));
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
                    resize((int) Math.min(Math.max(2L * length, FIRST), announced > 0 ? announced : maxBody + 1L));
                }
            }
        }

        private void resize(int capacity) throws InterruptedException {
            take(capacity - bytes.length);
            bytes = Arrays.copyOf(bytes, capacity);
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
            if (body.length > maxBody) {
                throw tooLarge();
            }
            return body;
        } catch (IOException | InterruptedException | RuntimeException e) {
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
