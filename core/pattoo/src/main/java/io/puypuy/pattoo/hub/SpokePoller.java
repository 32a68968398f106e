package io.puypuy.pattoo.hub;

import io.puypuy.api.read.Http;
import io.puypuy.pattoo.agent.Outbox;
import io.puypuy.pattoo.settings.HubSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks all spokes, many at a time, and puts what they answer into the outbox. {@link #poll} belongs to one thread; what it
 * says of the spokes may be asked by any.
 */
final class SpokePoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpokePoller.class);
    private static final long STACK_BYTES = 256 << 10;
    private static final long IDLE_SECONDS = 5;
    /** How long documents wait for company before they are written. */
    private static final long GATHERING_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    /** How long threads have for coming back after an interrupt. */
    private static final long ENDING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final String TOO_LATE = "the poll had to end before it answered";
    private static final String NOT_ASKED =
            "it was not asked, because others kept the hub waiting until the poll's end";

    private final List<PolledSpoke> spokes = new ArrayList<>();
    private final int concurrency;
    private final SpokeCall call;
    private final Outbox outbox;
    private final SpokeLog log = new SpokeLog();
    private final ThreadPoolExecutor threads;
    private volatile HubPoll.PollResult last = HubPoll.PollResult.NONE;

    SpokePoller(HubSettings settings, Http http, Outbox outbox) {
        Duration interval = settings.agent().pollingInterval();
        for (HubSettings.Spoke spoke : settings.spokes()) {
            spokes.add(new PolledSpoke(spoke, interval, settings.spokeTimeout()));
        }
        this.concurrency = settings.concurrency();
        this.call = new SpokeCall(http, concurrency, Math.min(settings.maxReplyBytes(), Outbox.MOST_DOCUMENT_BYTES));
        this.outbox = outbox;
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0, concurrency, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "hub-" + number.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** In the order of the settings. */
    List<PolledSpoke> spokes() {
        return spokes;
    }

    HubPoll.PollResult last() {
        return last;
    }

    /** Polls once, until all have answered or failed, or until then. */
    void poll(long millis, long deadlineNanos) throws InterruptedException {
        long begin = System.nanoTime();
        HubPoll poll = new HubPoll(spokes);
        List<Future<?>> asking = start(poll);
        try {
            while (!poll.await(Math.min(GATHERING_NANOS, deadlineNanos - System.nanoTime()))
                    && System.nanoTime() < deadlineNanos) {
                outbox.flush();
            }
        } finally {
            end(poll, asking);
            last = poll.result(millis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
        }
        LOG.debug("{}", last);
    }

    private List<Future<?>> start(HubPoll poll) {
        List<Future<?>> asking = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(concurrency, spokes.size()); i++) {
                asking.add(threads.submit(() -> askAll(poll)));
            }
        } catch (RejectedExecutionException busy) {
            // Some threads have not come back from the poll before: the others must do.
            LOG.debug("{} threads ask", asking.size());
        }
        return asking;
    }

    private void end(HubPoll poll, List<Future<?>> asking) throws InterruptedException {
        for (PolledSpoke spoke : poll.end()) {
            if (spoke.miss(NOT_ASKED)) {
                log.fails(spoke, NOT_ASKED);
            }
        }
        // Does nothing to those that have come back.
        asking.forEach(each -> each.cancel(true));
        poll.await(ENDING_NANOS);
        outbox.flush();
        log.end();
    }

    private void askAll(HubPoll poll) {
        for (PolledSpoke spoke = poll.take(); spoke != null; spoke = poll.take()) {
            if (!spoke.ask()) {
                spoke.miss("its answer to the poll before is still awaited");
                poll.failed();
                continue;
            }
            try {
                poll.relayed(relay(spoke));
            } catch (SpokeCall.NoDocumentException e) {
                failed(poll, spoke, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                failed(poll, spoke, TOO_LATE);
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("spoke {} cannot be polled", spoke.address(), e);
                failed(poll, spoke, "the hub has a fault: " + e);
            }
        }
    }

    private void failed(HubPoll poll, PolledSpoke spoke, String reason) {
        if (spoke.failed(reason)) {
            log.fails(spoke, reason);
        }
        poll.failed();
    }

    private int relay(PolledSpoke spoke) throws SpokeCall.NoDocumentException, InterruptedException {
        long begin = System.nanoTime();
        byte[] document = call.fetch(spoke);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        outbox.post(document);
        if (spoke.relayed(System.currentTimeMillis(), took, document.length)) {
            log.answersAgain(spoke);
        }
        return document.length;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
