package io.puypuy.engine.delivery;

import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.spool.Outage;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.status.BackendStatus;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One backend's way from a batch to the receiver. The thread {@code backend-<name>} encodes batches and alone touches
 * the spool; the thread {@code backend-<name>-send} does nothing but {@link Backend#send}, so that a receiver that
 * answers late does not keep a batch from the disk. All methods are thread-safe.
 */
public final class Lane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration USUAL_CLOSE = Duration.ofSeconds(5);

    private final String name;
    private final Backend backend;
    private final Spool spool;
    private final Ledger ledger;
    private final Exchange exchange;
    private final Dispatcher dispatcher;
    private final Outage overflow = new Outage();
    private final Thread worker;
    private final Thread sender;
    private boolean started;
    // Of the worker alone.
    private boolean sent;
    private boolean closing;
    private boolean looksForOrders = true;

    /**
     * Takes over the backend, which is configured, and the spool, which is not open: both end with the lane.
     *
     * @param name label of the backend's section
     */
    public Lane(String name, Backend backend, Spool spool, LaneSettings settings) {
        this.name = name;
        this.backend = backend;
        this.spool = spool;
        this.ledger = new Ledger(name, backend.type());
        this.exchange = new Exchange(settings.queuePoints());
        this.dispatcher = new Dispatcher(
                name, backend, spool, ledger, settings, LaneClock.SYSTEM, () -> ThreadLocalRandom.current()
                        .nextLong());
        this.worker = thread("backend-" + name, this::work);
        this.sender = thread("backend-" + name + "-send", this::send);
    }

    private static Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        // A backend that ignores interrupts must not keep the daemon alive.
        thread.setDaemon(true);
        return thread;
    }

    /** Opens the spool and begins to send; returns at once. */
    public synchronized void start() {
        if (!started && !exchange.isClosing()) {
            started = true;
            worker.start();
            sender.start();
        }
    }

    /**
     * Hands over a batch; never waits. If too many points are in memory already, the oldest are dropped; after {@link
     * #close} these are.
     */
    public void offer(Batch batch) {
        if (batch.size() == 0) {
            return;
        }
        int lost = exchange.offer(batch, ledger);
        synchronized (overflow) {
            long now = System.currentTimeMillis();
            if (lost > 0 && overflow.add(lost, now)) {
                LOG.error("backend {}: {} points are lost, because too many wait in memory", name, lost);
            } else if (lost == 0 && overflow.lasts()) {
                long all = overflow.count();
                LOG.info(
                        "backend {}: takes points again after {}; {} were lost",
                        name,
                        DurationText.shortly(overflow.end(now)),
                        all);
            }
        }
    }

    /**
     * Waits until documents of no more than so many bytes were offered and are not in the spool yet: the number that a
     * caller has to bound.
     *
     * @return false if that takes longer than {@code most}, or the lane has ended
     */
    public boolean awaitRoom(long bytes, Duration most) throws InterruptedException {
        return exchange.awaitRoom(bytes, most.toNanos());
    }

    /**
     * Waits until all that has been offered is where a crash cannot lose it: on disk, or with the receiver.
     *
     * @return false if that takes longer than {@code most}, the disk fails, or the lane has ended
     */
    public boolean awaitOnDisk(Duration most) throws InterruptedException {
        return exchange.awaitOnDisk(most.toNanos());
    }

    /** The books and the state as they are now. */
    public BackendStatus status() {
        return ledger.status();
    }

    /** As {@link #close(Duration)} with 5 s. */
    @Override
    public void close() {
        close(USUAL_CLOSE);
    }

    /**
     * Takes what was offered into the spool, tries to send the live batch, and ends. After three quarters of the time
     * an unanswered request is given up; its points wait in the spool.
     *
     * @param most returns after this time in any case
     */
    public void close(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        synchronized (this) {
            if (!started && !exchange.isClosing()) {
                // The same way out, so that what was offered is not lost.
                started = true;
                worker.start();
                sender.start();
            }
            exchange.close();
        }
        boolean interrupted = !join(worker, deadline - most.toNanos() / 4);
        if (worker.isAlive()) {
            exchange.abandon();
            sender.interrupt();
        }
        interrupted |= !join(worker, deadline);
        interrupted |= !join(sender, deadline);
        if (worker.isAlive()) {
            LOG.error(
                    "backend {}: did not end in {}; {} points are not on disk",
                    name,
                    DurationText.shortly(most),
                    exchange.waitingPoints());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end of a thread; false if this one was interrupted. */
    private static boolean join(Thread thread, long deadlineNanos) {
        try {
            long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                thread.join(millis);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void work() {
        try {
            spool.open(ledger);
            do {
                while (step()) {
                    exchange.awaitEvent(sent ? Long.MAX_VALUE : dispatcher.idleNanos(), closing);
                }
                dispatcher.finish();
                // A batch that came at the last moment is taken too.
            } while (!exchange.end());
        } catch (InterruptedException e) {
            LOG.error("backend {}: was interrupted", name, e);
            Thread.currentThread().interrupt();
        } finally {
            closeBackend();
        }
    }

    /** Does what can be done without waiting; false if the lane is to end. A fault, such as no memory, costs a pause. */
    private boolean step() {
        try {
            return unguardedStep();
        } catch (RuntimeException | Error e) {
            LOG.error("backend {}: the core has a fault", name, e);
            dispatcher.pause(sent, "the core has a fault: " + e);
            return !closing;
        }
    }

    private boolean unguardedStep() {
        closing = exchange.isClosing();
        if (closing) {
            dispatcher.closing();
        }
        for (Batch batch = exchange.takeBatch(); batch != null; batch = exchange.takeBatch()) {
            try {
                dispatcher.accept(batch, this::keepSending);
            } finally {
                exchange.taken(dispatcher.isOnDisk());
            }
            looksForOrders = true;
        }
        keepSending();
        return !exchange.isAbandoned() && (sent || !closing);
    }

    /** Books an answer, if there is one, and posts the next request. */
    private void keepSending() {
        Delivery answer = exchange.takeAnswer();
        if (answer != null) {
            sent = false;
            dispatcher.answered(answer);
        }
        if (!sent && !exchange.isAbandoned()) {
            if (looksForOrders && !closing) {
                looksForOrders = false;
                dispatcher.obeyOrders();
            }
            EncodedPoints request = dispatcher.nextRequest();
            if (request != null) {
                exchange.post(request);
                sent = true;
            }
        }
    }

    private void closeBackend() {
        try {
            backend.close();
        } catch (RuntimeException | Error e) {
            LOG.warn("backend {}: cannot be closed", name, e);
        }
    }

    private void send() {
        try {
            for (EncodedPoints request = exchange.awaitRequest(); request != null; request = exchange.awaitRequest()) {
                exchange.answer(attempt(request));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: what was under way stays in the spool.
            exchange.abandon();
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever a backend throws means that the request may succeed later. */
    private Delivery attempt(EncodedPoints request) throws InterruptedException {
        try {
            @Nullable Delivery delivery = backend.send(request);
            return delivery != null ? delivery : new Delivery.RetryLater("the backend gave no answer");
        } catch (RuntimeException | Error e) {
            LOG.debug("backend {}: threw", name, e);
            return new Delivery.RetryLater("the backend failed: " + e);
        }
    }
}
