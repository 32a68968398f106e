package io.puypuy.pattoo.agent;

import io.puypuy.engine.schedule.Ticks;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls at once and then at each multiple of the interval since 1970, on a thread of its own, {@code poll}. Nothing drifts,
 * and no poll begins before the one before has ended, which it has to shortly before the next is due.
 */
public final class Polling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);
    private static final int MARGINS = 50;
    private static final long MOST_MARGIN_MILLIS = 1_000;

    private final long intervalMillis;
    private final Poll poll;
    private final Thread thread;
    private volatile boolean closed;

    /** What is done at each multiple. */
    @FunctionalInterface
    public interface Poll {
        /**
         * Polls once.
         *
         * @param millis when this poll was due, or now for the first; milliseconds since 1970
         * @param deadlineNanos when it has to have ended, as {@link System#nanoTime}
         */
        void poll(long millis, long deadlineNanos) throws InterruptedException;
    }

    /** @param interval at least a second */
    public Polling(Duration interval, Poll poll) {
        this.intervalMillis = interval.toMillis();
        this.poll = poll;
        this.thread = new Thread(this::run, "poll");
        this.thread.setDaemon(true);
    }

    /** Begins with the first poll; once. */
    public void start() {
        thread.start();
    }

    private void run() {
        long due = System.currentTimeMillis();
        Ticks ticks = new Ticks(intervalMillis, due);
        long marginNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(intervalMillis / MARGINS, MOST_MARGIN_MILLIS));
        try {
            while (!closed) {
                Next next = next(ticks);
                pollOnce(due, next.nanos() - marginNanos);
                if (System.nanoTime() - next.nanos() > TimeUnit.MILLISECONDS.toNanos(intervalMillis / 10)) {
                    LOG.warn("a poll took too long, the next one is left out");
                    next = next(ticks);
                }
                TimeUnit.NANOSECONDS.sleep(next.nanos() - System.nanoTime());
                due = next.millis();
            }
        } catch (InterruptedException e) {
            LOG.debug("no polls any more");
            Thread.currentThread().interrupt();
        }
    }

    /** The clock may be set while we wait for it; what is left until then is not. */
    private record Next(long millis, long nanos) {}

    private static Next next(Ticks ticks) {
        long now = System.currentTimeMillis();
        long millis = ticks.next(now);
        return new Next(millis, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis - now));
    }

    /** Whatever goes wrong costs this poll. */
    private void pollOnce(long millis, long deadlineNanos) throws InterruptedException {
        try {
            poll.poll(millis, deadlineNanos);
        } catch (RuntimeException | Error e) {
            LOG.error("a poll failed", e);
        }
    }

    /** Ends the poll in progress by an interrupt and waits for that, at most 2 s. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
