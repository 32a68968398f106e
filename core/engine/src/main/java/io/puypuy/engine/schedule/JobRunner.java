package io.puypuy.engine.schedule;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs at once, each within its own time, and gathers their points. A job that is still running is not started
 * again; one that does not even end after its interrupt loses its thread, and the others go on. {@link #run} and
 * {@link #retain} belong to one thread (the cycle's); statuses may be read by any.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock, like the states themselves.
    private final IdentityHashMap<Job, JobState> states = new IdentityHashMap<>();
    private final List<JobState> inOrder = new ArrayList<>();
    private final ArrivedPoints arrived = new ArrivedPoints();
    private boolean woken;

    /**
     * A runner without jobs.
     *
     * @param maxConcurrent how many jobs run at once, at least 1
     */
    public JobRunner(int maxConcurrent) {
        this.pool = new JobPool(maxConcurrent);
    }

    /** Changes how many jobs run at once, for those that are started from now on. */
    public void limit(int maxConcurrent) {
        pool.limit(maxConcurrent);
    }

    /** Forgets and closes the jobs that are not among these, and takes up those that are new. */
    public void retain(Collection<Job> jobs) {
        List<Job> ended = new ArrayList<>();
        lock.lock();
        try {
            IdentityHashMap<Job, JobState> kept = new IdentityHashMap<>();
            for (Job job : jobs) {
                JobState state = states.get(job);
                kept.put(job, state == null ? new JobState(job) : state);
            }
            for (JobState state : inOrder) {
                if (!kept.containsKey(state.job) && remove(state)) {
                    ended.add(state.job);
                }
            }
            states.clear();
            states.putAll(kept);
            inOrder.clear();
            for (Job job : jobs) {
                inOrder.add(kept.get(job));
            }
        } finally {
            lock.unlock();
        }
        ended.forEach(JobRunner::close);
    }

    /** Whether the job can be closed at once; else it is interrupted and closed when it ends. */
    private boolean remove(JobState state) {
        state.removed = true;
        if (state.task != null && pool.withdraw(state.task)) {
            state.task = null;
        }
        if (state.thread != null) {
            state.thread.interrupt();
        }
        return state.idle();
    }

    /**
     * Starts the jobs that are not running yet and waits until these have ended, or the deadline.
     *
     * @param due jobs that {@link #retain} knows
     * @param time of the runs; those that have to wait for a thread get the time when they begin
     * @param deadline how long to wait at most; if that is nothing or less, what has arrived is returned at once
     * @return the points that have arrived since the last call, also those of jobs that were late then
     */
    public List<DataPoint> run(Collection<Job> due, Instant time, Duration deadline) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + deadline.toNanos();
        lock.lock();
        try {
            List<JobState> started = new ArrayList<>(due.size());
            for (Job job : due) {
                JobState state = states.get(job);
                if (state == null || !state.idle()) {
                    if (state != null) {
                        state.skipped();
                    }
                    continue;
                }
                state.task = pool.submit(
                        task -> execute(state, task.waited() ? time.plusNanos(System.nanoTime() - begin) : time));
                started.add(state);
            }
            await(end, started);
            withdraw(started);
            return arrived.take();
        } finally {
            lock.unlock();
        }
    }

    /** The points that have arrived since the last call of this or {@link #run}; also after the end. */
    public List<DataPoint> takeArrived() {
        lock.lock();
        try {
            return arrived.take();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a moment, or {@link #wake}, and interrupts the jobs whose time is up meanwhile. */
    void idleUntil(long endNanos) throws InterruptedException {
        lock.lock();
        try {
            while (!woken && endNanos - System.nanoTime() > 0) {
                long now = System.nanoTime();
                changed.awaitNanos(Math.min(endNanos - now, expire(now)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends {@link #idleUntil}, now and from now on. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the job has not run yet. */
    boolean isNew(Job job) {
        lock.lock();
        try {
            JobState state = states.get(job);
            return state == null || state.isNew();
        } finally {
            lock.unlock();
        }
    }

    private void await(long endNanos, List<JobState> awaited) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long untilNextExpiry = expire(now);
            if (allEnded(awaited) || endNanos - now <= 0) {
                return;
            }
            changed.awaitNanos(Math.min(endNanos - now, untilNextExpiry));
        }
    }

    private static boolean allEnded(List<JobState> states) {
        for (JobState state : states) {
            if (!state.idle() && !state.interrupted) {
                return false;
            }
        }
        return true;
    }

    /** Interrupts the jobs whose time is up; returns the nanoseconds until the next one's is. */
    private long expire(long now) {
        long next = Long.MAX_VALUE;
        for (JobState state : inOrder) {
            if (state.thread == null || state.interrupted) {
                continue;
            }
            if (state.expired(now)) {
                state.timedOut();
                state.thread.interrupt();
                if (state.task != null) {
                    state.task.giveUp();
                }
            } else {
                next = Math.min(next, state.startNanos + state.job.timeout().toNanos() - now);
            }
        }
        return Math.max(1, next);
    }

    /** A job that got no thread within the cycle has missed it. */
    private void withdraw(List<JobState> started) {
        for (JobState state : started) {
            if (state.thread == null && state.task != null && pool.withdraw(state.task)) {
                state.task = null;
                state.skipped();
            }
        }
    }

    private void execute(JobState state, Instant time) {
        lock.lock();
        try {
            state.begins(Thread.currentThread(), System.nanoTime(), time.toEpochMilli());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        Job.Outcome outcome = outcome(state, time);
        boolean close;
        lock.lock();
        try {
            state.ends(outcome, System.nanoTime());
            close = state.removed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (close) {
            close(state.job);
        }
    }

    private Job.Outcome outcome(JobState state, Instant time) {
        try {
            return state.job.run(time, point -> accept(state, point));
        } catch (Throwable anything) {
            // A plugin may throw whatever it likes, Errors included: it costs this run only.
            LOG.debug("{} {} failed", state.job.name(), state.job.target(), anything);
            String message = anything.getMessage();
            String type = anything.getClass().getSimpleName();
            return Job.Outcome.failed(message == null || message.isBlank() ? type : type + ": " + message);
        }
    }

    private void accept(JobState state, DataPoint point) {
        lock.lock();
        try {
            // The interrupt that ends such a run looks to a check like a server that does not answer.
            if (!state.removed && arrived.add(point)) {
                state.reported();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Points that were dropped because more than a million came in one cycle. */
    public long droppedPoints() {
        lock.lock();
        try {
            return arrived.dropped();
        } finally {
            lock.unlock();
        }
    }

    /** All jobs, in the order in which {@link #retain} got them. */
    public List<JobStatus> statuses() {
        lock.lock();
        try {
            List<JobStatus> statuses = new ArrayList<>(inOrder.size());
            for (JobState state : inOrder) {
                statuses.add(state.status());
            }
            return statuses;
        } finally {
            lock.unlock();
        }
    }

    private static void close(Job job) {
        try {
            job.close();
        } catch (Throwable anything) {
            LOG.warn("{} {} did not close cleanly", job.name(), job.target(), anything);
        }
    }

    /** Interrupts and closes all jobs; the points that have arrived stay to be taken. */
    @Override
    public void close() {
        retain(List.of());
        pool.close();
    }
}
