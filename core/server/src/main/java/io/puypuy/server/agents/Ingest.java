package io.puypuy.server.agents;

import io.puypuy.engine.settings.DurationText;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.journal.Frame;
import io.puypuy.server.journal.Journal;
import io.puypuy.server.store.SampleCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes documents durable: the thread {@code agents-ingest} takes all that wait, makes their datapoints known, has the
 * inventory written before the journal, because samples refer to its numbers, appends one frame for all of them, and only then
 * says that they are durable. It alone touches the journal.
 */
final class Ingest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int MAX_QUEUED = 256;
    /** A group ends here, so that nobody waits long for others. */
    private static final int GROUP_BYTES = 2 << 20;
    /** Most bytes of samples of one document. */
    static final int MAX_BYTES = Frame.MAX_PAYLOAD - GROUP_BYTES;

    /** Longest wait for documents that are being read, so that they share a synchronisation with those that are there. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final long LOOK_MILLIS = 500;
    private static final long ROOM_MILLIS = 3_000;
    private static final long OFFER_MILLIS = 5_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Journal journal;
    private final Inventory inventory;
    private final NewDatapoints newDatapoints;
    private final StoreFeeder feeder;
    private final BlockingQueue<Submission> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final AtomicInteger expected = new AtomicInteger();
    private final Frame frame = new Frame();
    private final Thread thread = new Thread(this::run, "agents-ingest");
    private @Nullable Submission left;
    private long faultNanos;
    private volatile String fault = "";
    private volatile boolean closing;

    /** Starts its thread; the journal has been replayed. */
    Ingest(Journal journal, Inventory inventory, NewDatapoints newDatapoints, StoreFeeder feeder) {
        this.journal = journal;
        this.inventory = inventory;
        this.newDatapoints = newDatapoints;
        this.feeder = feeder;
        thread.start();
    }

    /** A document that has come and is not read yet. Used by one thread, which closes it. */
    final class Expected implements AutoCloseable {
        private boolean over;

        private Expected() {
            expected.incrementAndGet();
        }

        /**
         * Hands the document over.
         *
         * @throws IOException if too many wait
         */
        void submit(Submission document) throws IOException, InterruptedException {
            boolean accepted = !closing && queue.offer(document, OFFER_MILLIS, TimeUnit.MILLISECONDS);
            close();
            if (!accepted) {
                throw new IOException("too many documents wait");
            }
        }

        /** Is waited for no more. */
        @Override
        public void close() {
            if (!over) {
                over = true;
                expected.decrementAndGet();
            }
        }
    }

    /** Says that a document has come; it may share a synchronisation with those that are there. */
    Expected expect() {
        return new Expected();
    }

    int waiting() {
        return queue.size();
    }

    /** Why no document can be made durable; empty if they can. */
    String fault() {
        return fault.isEmpty() ? feeder.fault() : fault;
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty() || left != null) {
                takeGroup();
            }
        } catch (InterruptedException ended) {
            LOG.debug("ended in the middle");
        }
    }

    private void takeGroup() throws InterruptedException {
        try {
            List<Submission> group = group();
            if (!group.isEmpty()) {
                store(group);
            }
            journal.release(feeder.applied());
        } catch (RuntimeException | Error e) {
            // Without this thread nothing would be taken until the next start.
            fail(List.of(), e);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /**
     * The documents that wait, as far as they fit into one frame; after a while none. Half of those that have come go together:
     * while these are written the others are read.
     */
    private List<Submission> group() throws InterruptedException {
        List<Submission> group = new ArrayList<>();
        Submission next = left != null ? left : queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        left = null;
        long gatherUntil = System.nanoTime() + GATHER_NANOS;
        long bytes = 0;
        while (next != null) {
            bytes += next.bytes();
            if (!group.isEmpty() && bytes > GROUP_BYTES) {
                left = next;
                break;
            }
            group.add(next);
            next = queue.poll();
            if (next == null && group.size() < expected.get()) {
                next = queue.poll(gatherUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        }
        return group;
    }

    private void store(List<Submission> group) throws InterruptedException {
        try {
            // What an earlier group has left goes first: else new datapoints would find no room behind it.
            inventory.flush();
            for (Submission document : group) {
                newDatapoints.makeKnown(document);
            }
            inventory.flush();
            frame.clear();
            for (Submission document : group) {
                SampleCodec.write(document.rows(), frame.room((int) document.bytes()));
            }
            if (!feeder.awaitRoom(frame.size(), ROOM_MILLIS)) {
                throw new IOException("the store is behind" + (feeder.fault().isEmpty() ? "" : ": " + feeder.fault()));
            }
            journal.append(frame);
        } catch (IOException | RuntimeException | Error e) {
            fail(group, e);
            return;
        }
        succeed(group);
    }

    private void succeed(List<Submission> group) {
        // First: whoever is told that a document is durable finds no fault.
        if (!fault.isEmpty()) {
            fault = "";
            LOG.info(
                    "documents of agents are taken again, after {}",
                    DurationText.shortly(Duration.ofNanos(System.nanoTime() - faultNanos)));
        }
        for (Submission document : group) {
            feeder.add(document.rows(), journal.segment());
            document.durable();
        }
    }

    private void fail(List<Submission> group, Throwable e) {
        IOException why = e instanceof IOException known ? known : new IOException("an internal fault", e);
        if (fault.isEmpty()) {
            faultNanos = System.nanoTime();
            if (e instanceof IOException) {
                LOG.warn(
                        "documents of agents cannot be made durable, and are refused until they can: {}",
                        e.getMessage());
            } else {
                LOG.error("documents of agents cannot be taken, and are refused until they can", e);
            }
        }
        fault = String.valueOf(why.getMessage());
        group.forEach(document -> document.failed(why));
    }

    /** Makes durable what was handed over, and brings it into the store. What the store does not take stays in the journal. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_MILLIS);
            thread.interrupt();
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        feeder.close();
        if (feeder.waiting() == 0 && !thread.isAlive()) {
            journal.release(Long.MAX_VALUE);
        }
        journal.close();
    }
}
