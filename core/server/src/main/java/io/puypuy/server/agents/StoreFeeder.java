package io.puypuy.server.agents;

import io.puypuy.engine.settings.DurationText;
import io.puypuy.server.store.SampleCodec;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.SampleStore;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings samples that are durable in the journal into the store, many at once, because each append costs it some 20 ms. Rows
 * are given by {@code agents-ingest}, and appended by the thread {@code agents-store}; what both touch is guarded by the
 * monitor.
 */
final class StoreFeeder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFeeder.class);
    /** Samples are in the store soon enough for whoever looks for them. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Under load fewer and larger appends cost less, and leave the disk to the journal. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int PAUSES_PER_APPEND = 5;

    private static final String WAITING = "samples of agents wait in the journal, because the store does not take them";
    private static final long RETRY_MILLIS = 1_000;
    private static final long MAX_WAITING_BYTES = 24L << 20;
    private static final int BATCH_BYTES = 12 << 20;
    private static final int FEW = 4_096;
    private static final long CLOSE_MILLIS = 4_000;

    private final SampleStore store;
    private final Thread thread = new Thread(this::run, "agents-store");
    private SampleRows filling = new SampleRows(FEW);
    private SampleRows spare = new SampleRows(FEW);
    private long fillingSegment;
    private long fillingBytes;
    private long appendingBytes;
    private long waiting;
    private long applied = -1;
    private long leftOut;
    private boolean closing;
    private volatile String fault = "";

    /** Starts its thread. */
    StoreFeeder(SampleStore store) {
        this.store = store;
        thread.start();
    }

    /** Waits until so many bytes may be added; false if there is no room in time. */
    synchronized boolean awaitRoom(long bytes, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (fillingBytes + appendingBytes > 0 && fillingBytes + appendingBytes + bytes > MAX_WAITING_BYTES) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Takes rows, which are copied.
     *
     * @param segment of the journal that has them
     */
    synchronized void add(SampleRows rows, long segment) {
        boolean first = filling.size() == 0;
        SampleCodec.copy(rows, filling);
        fillingBytes += SampleCodec.bytes(rows);
        fillingSegment = segment;
        waiting += rows.size();
        // Not at every document: whoever is woken up for nothing takes the processor from a reader.
        if (first || fillingBytes >= BATCH_BYTES) {
            notifyAll();
        }
    }

    /** The segment up to which, itself excluded, the journal is no longer needed. */
    synchronized long applied() {
        return applied;
    }

    synchronized long waiting() {
        return waiting;
    }

    /** Samples that the store did not take because of their times. */
    synchronized long leftOut() {
        return leftOut;
    }

    /** Why the store takes nothing; empty if it does. */
    String fault() {
        return fault;
    }

    private void run() {
        try {
            long next = System.nanoTime();
            while (awaitRows(next)) {
                long start = System.nanoTime();
                appendUntilStored(take());
                long took = System.nanoTime() - start;
                next = start + Math.min(Math.max(PAUSE_NANOS, PAUSES_PER_APPEND * took), MAX_PAUSE_NANOS);
            }
        } catch (InterruptedException ended) {
            LOG.warn("samples wait in the journal for the next start");
        }
    }

    /** Waits for rows, and for the moment to append them; false if there will be none. */
    private synchronized boolean awaitRows(long next) throws InterruptedException {
        while (filling.size() == 0 && !closing) {
            wait();
        }
        long left = next - System.nanoTime();
        while (left > 0 && fillingBytes < BATCH_BYTES && !closing) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = next - System.nanoTime();
        }
        return filling.size() > 0;
    }

    private record Batch(SampleRows rows, long segment) {}

    private synchronized Batch take() {
        Batch taken = new Batch(filling, fillingSegment);
        filling = spare;
        appendingBytes = fillingBytes;
        fillingBytes = 0;
        return taken;
    }

    private void appendUntilStored(Batch batch) throws InterruptedException {
        long since = System.nanoTime();
        while (true) {
            try {
                int left = store.append(batch.rows);
                if (!fault.isEmpty()) {
                    LOG.info(
                            "the store takes samples of agents again, after {}",
                            DurationText.shortly(Duration.ofNanos(System.nanoTime() - since)));
                    fault = "";
                }
                stored(batch, left);
                return;
            } catch (IOException e) {
                if (fault.isEmpty()) {
                    LOG.warn("{}: {}", WAITING, e.getMessage());
                }
                fault = String.valueOf(e.getMessage());
            } catch (RuntimeException | Error e) {
                if (fault.isEmpty()) {
                    LOG.error(WAITING, e);
                }
                fault = "an internal fault: " + e;
            }
            // Not on the monitor, which says other things.
            Thread.sleep(RETRY_MILLIS);
        }
    }

    private synchronized void stored(Batch batch, int left) {
        // First what may find no memory: then all of it is done again.
        spare = batch.rows.size() > FEW ? batch.rows : new SampleRows(FEW);
        leftOut += left;
        waiting -= batch.rows.size();
        appendingBytes = 0;
        // Frames of the segment's end may still be on their way.
        applied = batch.segment;
        spare.clear();
        notifyAll();
    }

    /** Appends what waits, if the store takes it within 4 s. What it did not take is in the journal. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join(CLOSE_MILLIS);
            thread.interrupt();
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
