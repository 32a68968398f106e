package io.puypuy.pattoo.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that post documents beside the one that sends, because a server that makes them durable together answers
 * each late and many at a time. They end when there is nothing to do.
 */
final class Posters implements AutoCloseable {
    private static final long IDLE_SECONDS = 5;
    private static final long STACK_BYTES = 256 << 10;

    private final ThreadPoolExecutor threads;

    /** Work that all of them do until there is none left. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    Posters() {
        AtomicInteger started = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "document-post-" + started.incrementAndGet(), STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Has the work done by this thread and by others; returns when all have come back from it.
     *
     * @param number of threads with this one
     * @throws InterruptedException if this thread is interrupted, after the others are too
     */
    void run(int number, Work work) throws InterruptedException {
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < number; i++) {
            others.add(threads.submit(() -> {
                work.run();
                return null;
            }));
        }
        try {
            work.run();
            for (Future<?> other : others) {
                other.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a thread that posts failed", e.getCause());
        } finally {
            // Does nothing to those that have come back.
            others.forEach(other -> other.cancel(true));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
