package io.puypuy.pattoo.os;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks file systems for their space, within a limit of time. A device that does not answer blocks the asking thread in the
 * kernel, where no interrupt reaches it: so threads named {@code os-mounts} ask, and a mount is not asked again before it
 * has answered. A dead mount costs one thread, and one wait. Used by one thread.
 */
final class MountedSpace implements AutoCloseable {
    private static final int MAX_THREADS = 16;
    private static final long THREAD_IDLE_SECONDS = 10;
    // What a healthy mount gets although others have used up the time.
    private static final long LEAST_MILLIS = 20;

    private final Volumes volumes;
    private final long timeoutMillis;
    private final ThreadPoolExecutor threads;
    private final Map<String, Future<Space>> unanswered = new HashMap<>();
    private long deadline;

    /** @param timeoutMillis for all mounts of a collection together */
    MountedSpace(Volumes volumes, long timeoutMillis) {
        this.volumes = volumes;
        this.timeoutMillis = timeoutMillis;
        threads = new ThreadPoolExecutor(
                0, MAX_THREADS, THREAD_IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), MountedSpace::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "os-mounts");
        // One that hangs must not keep the process from ending.
        thread.setDaemon(true);
        return thread;
    }

    /** Begins a collection: the time for its mounts runs from now on. */
    void begin() {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        unanswered.values().removeIf(Future::isDone);
    }

    /**
     * The space of one mount.
     *
     * @throws IOException if it cannot be asked, or does not answer in time
     */
    Space space(String mountPoint) throws IOException, InterruptedException {
        if (unanswered.containsKey(mountPoint)) {
            throw new IOException("has not answered yet");
        }
        Future<Space> question = ask(mountPoint);
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        try {
            return question.get(Math.max(left, LEAST_MILLIS), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            unanswered.put(mountPoint, question);
            throw new IOException("does not answer", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
        }
    }

    private Future<Space> ask(String mountPoint) throws IOException {
        try {
            return threads.submit(() -> volumes.space(mountPoint));
        } catch (RejectedExecutionException full) {
            throw new IOException("was not asked, because " + MAX_THREADS + " others do not answer", full);
        }
    }

    /** Mounts that were asked and have not answered. */
    int unanswered() {
        return unanswered.size();
    }

    /** Lets go of the threads; one that hangs ends when its mount answers. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
