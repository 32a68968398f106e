package io.puypuy.engine.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Code of a plugin that has no schedule of its own (static initializers, constructors, configuration), on a thread that
 * can be given up: one that hangs costs whoever waits a limited time, and only the plugin its use.
 *
 * @param <T> result; closed if nobody wants it any more and it can be closed
 */
public final class Background<T> implements AutoCloseable {
    private final ClosingTask<T> task;

    private Background(ClosingTask<T> task) {
        this.task = task;
    }

    /** Starts the task on a thread of that name. */
    public static <T> Background<T> start(String name, Callable<T> task) {
        ClosingTask<T> running = new ClosingTask<>(task);
        Thread thread = new Thread(running, name);
        thread.setDaemon(true);
        thread.start();
        return new Background<>(running);
    }

    /** Runs the task to its end or the limit, and gives it up then. */
    public static <T> T call(String name, Duration limit, Callable<T> task)
            throws TimeoutException, ExecutionException, InterruptedException {
        try (Background<T> running = start(name, task)) {
            return running.await(limit);
        }
    }

    /**
     * The result.
     *
     * @throws TimeoutException if it is not there within the limit; it may come later
     * @throws ExecutionException with whatever the task threw, Errors included
     */
    public T await(Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
        T result = task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        task.unclaimed.set(null);
        return result;
    }

    /** Whether the result, or the failure, is there. */
    public boolean isDone() {
        return task.isDone();
    }

    /** Interrupts the task if it still runs, and leaves its thread alone. A result that nobody was given is closed. */
    @Override
    public void close() {
        task.cancel(true);
        task.closeUnclaimed();
    }

    private static final class ClosingTask<T> extends FutureTask<T> {
        // The result until somebody has it, be it to use it or to close it.
        private final AtomicReference<@Nullable T> unclaimed = new AtomicReference<>();

        ClosingTask(Callable<T> task) {
            super(task);
        }

        @Override
        protected void set(T result) {
            unclaimed.set(result);
            super.set(result);
            if (isCancelled()) {
                closeUnclaimed();
            }
        }

        private void closeUnclaimed() {
            if (unclaimed.getAndSet(null) instanceof AutoCloseable late) {
                try {
                    late.close();
                } catch (Exception ignored) {
                    // Nobody waits for it any more.
                }
            }
        }
    }
}
