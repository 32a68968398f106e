package io.puypuy.engine.schedule;

import java.util.ArrayDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads {@code job-N} for jobs, as many as run at once up to a limit; what is over the limit waits its turn. A task
 * that hangs for good can be given up: its thread stays lost, its place is free again. Thread-safe.
 */
final class JobPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobPool.class);
    private static final long IDLE_SECONDS = 60;

    private final ExecutorService threads;
    // Guarded by this.
    private final ArrayDeque<Task> waiting = new ArrayDeque<>();
    private int limit;
    private int busy;
    private boolean lacksThreads;

    JobPool(int limit) {
        this(limit, named());
    }

    JobPool(int limit, ThreadFactory factory) {
        this.limit = limit;
        threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static ThreadFactory named() {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "job-" + number.incrementAndGet());
            // A job that ignores interrupts must not keep the daemon alive.
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Changes how many run at once, for tasks submitted from now on; what runs already goes on. */
    synchronized void limit(int most) {
        limit = most;
    }

    /** One piece of work; runs once. */
    final class Task {
        private final Consumer<Task> work;
        // Guarded by the pool.
        private boolean givenUp;
        private boolean waited;

        private Task(Consumer<Task> work) {
            this.work = work;
        }

        /** Whether it could not begin at once. */
        boolean waited() {
            synchronized (JobPool.this) {
                return waited;
            }
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

    /** Runs the work, which is given its task, as soon as there is a place. */
    Task submit(Consumer<Task> work) {
        Task task = new Task(work);
        synchronized (this) {
            if (busy >= limit) {
                task.waited = true;
                waiting.addLast(task);
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
        try {
            threads.execute(() -> runAll(first));
            started();
        } catch (RuntimeException | Error noThread) {
            // The machine may have no thread left, which is an Error: the place must not be lost with it.
            waitAgain(first, noThread);
        }
    }

    private void runAll(Task first) {
        Task task = first;
        while (task != null) {
            task.work.accept(task);
            // The next task on this thread is not meant by an interrupt that came late.
            Thread.interrupted();
            synchronized (this) {
                task = task.givenUp ? null : nextOrFree();
            }
        }
    }

    private synchronized void started() {
        lacksThreads = false;
    }

    /** Gives the place of a task back that got no thread; the next thread that has nothing to do takes it. */
    private synchronized void waitAgain(Task task, Throwable noThread) {
        busy--;
        task.waited = true;
        waiting.addFirst(task);
        if (!lacksThreads) {
            lacksThreads = true;
            LOG.warn("no thread can be started for a job: {}", noThread.toString());
        }
    }

    private @Nullable Task nextOrFree() {
        // There may be more than there are places now.
        Task next = busy > limit ? null : waiting.pollFirst();
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
