package io.puypuy.engine.schedule;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads {@code job-N} for jobs, as many as run at once up to a limit; what is over the limit waits its turn. A task
 * that hangs for good can be given up: its thread stays lost, its place is free again. Thread-safe.
 */
final class JobPool implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;

    private final ExecutorService threads;
    private final int limit;
    // Guarded by this.
    private final Queue<Task> waiting = new ArrayDeque<>();
    private int busy;

    JobPool(int limit) {
        this.limit = limit;
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "job-" + number.incrementAndGet());
                    // A job that ignores interrupts must not keep the daemon alive.
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** One piece of work; runs once. */
    final class Task {
        private final Runnable work;
        // Guarded by the pool.
        private boolean givenUp;

        private Task(Runnable work) {
            this.work = work;
        }

        /** Frees the place of a task that does not end. */
        void giveUp() {
            Task next;
            synchronized (JobPool.this) {
                if (givenUp) {
                    return;
                }
                givenUp = true;
                next = nextOrFree();
            }
            if (next != null) {
                start(next);
            }
        }
    }

    /** Runs the work as soon as there is a place. */
    Task submit(Runnable work) {
        Task task = new Task(work);
        synchronized (this) {
            if (busy >= limit) {
                waiting.add(task);
                return task;
            }
            busy++;
        }
        start(task);
        return task;
    }

    /** Takes back a task that has not begun. */
    synchronized boolean withdraw(Task task) {
        return waiting.remove(task);
    }

    private void start(Task first) {
        threads.execute(() -> {
            Task task = first;
            while (task != null) {
                task.work.run();
                // The next task on this thread is not meant by an interrupt that came late.
                Thread.interrupted();
                synchronized (this) {
                    task = task.givenUp ? null : nextOrFree();
                }
            }
        });
    }

    private @Nullable Task nextOrFree() {
        Task next = waiting.poll();
        if (next == null) {
            busy--;
        }
        return next;
    }

    /** Interrupts what runs and forgets what waits. */
    @Override
    public void close() {
        synchronized (this) {
            waiting.clear();
        }
        threads.shutdownNow();
    }
}
