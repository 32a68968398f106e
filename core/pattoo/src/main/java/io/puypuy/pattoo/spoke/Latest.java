package io.puypuy.pattoo.spoke;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The latest result of something costly: made when it is asked for and the one before is too old, by whoever asks first;
 * the others wait for it. Thread-safe, without a lock.
 */
final class Latest<T> {
    private final Callable<T> maker;
    private final long maxAgeNanos;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Making<T>> latest = new AtomicReference<>();

    /** @param maxAge counted from when the making began */
    Latest(Callable<T> maker, Duration maxAge, LongSupplier nanoTime) {
        this.maker = maker;
        this.maxAgeNanos = maxAge.toNanos();
        this.nanoTime = nanoTime;
    }

    private static final class Making<T> extends FutureTask<T> {
        private final long begin;

        Making(Callable<T> maker, long begin) {
            super(maker);
            this.begin = begin;
        }
    }

    /**
     * The result.
     *
     * @throws ExecutionException if it could not be made; those who waited for it get the same, the next one tries again
     */
    T get() throws InterruptedException, ExecutionException {
        while (true) {
            Making<T> known = latest.get();
            if (known != null && nanoTime.getAsLong() - known.begin < maxAgeNanos) {
                return await(known);
            }
            Making<T> mine = new Making<>(maker, nanoTime.getAsLong());
            if (latest.compareAndSet(known, mine)) {
                mine.run();
                return await(mine);
            }
        }
    }

    private T await(Making<T> making) throws InterruptedException, ExecutionException {
        try {
            return making.get();
        } catch (ExecutionException fault) {
            latest.compareAndSet(making, null);
            throw fault;
        }
    }
}
