package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.PointStore;
import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code store-writer}, the only one that changes the store. Others hand it points and samples through a
 * bounded queue and wait.
 */
final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int MAX_WAITING = 16;
    private static final long CLOSE_SECONDS = 10;
    private static final long MAINTENANCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final StoreFolder folder;
    private final QuestDatabase database;
    private final Catalogue catalogue;
    private final NewestTimes newest;
    private final SortedDays sorted;
    private final PointWriter points;
    private final SampleWriter samples;
    private final Retention retention;
    private final ThreadPoolExecutor thread;
    private long maintainedNanos;
    private boolean maintenanceFailed;
    private boolean closed;

    StoreWriter(
            StoreFolder folder,
            QuestDatabase database,
            Catalogue catalogue,
            NewestTimes newest,
            SortedDays sorted,
            Retention retention) {
        this.folder = folder;
        this.database = database;
        this.catalogue = catalogue;
        this.newest = newest;
        this.sorted = sorted;
        points = new PointWriter(database, catalogue);
        samples = new SampleWriter(database, newest);
        this.retention = retention;
        maintainedNanos = System.nanoTime() - MAINTENANCE_NANOS;
        thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> new Thread(task, "store-writer"));
    }

    /** Stores points and says which were left out. */
    List<PointStore.LeftOut> append(List<DataPoint> points) throws IOException {
        List<DataPoint> mine = List.copyOf(points);
        return change(() -> this.points.write(mine, retention.kept()));
    }

    /** Stores samples and says how many were left out, because of their times. */
    int append(SampleRows rows) throws IOException {
        return change(() -> samples.write(rows, retention.kept()));
    }

    /** Has the thread do it, and waits for it. */
    private <T> T change(Callable<T> work) throws IOException {
        try {
            return await(thread.submit(() -> guarded(work)));
        } catch (RejectedExecutionException e) {
            throw new IOException(thread.isShutdown() ? "the store is closed" : "the store is busy", e);
        }
    }

    private <T> T guarded(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (CairoException | CairoError e) {
            database.tables().forEach(RowsTable::abandon);
            throw new IOException("points could not be stored: " + QuestStore.reason(e), e);
        } finally {
            maintain();
        }
    }

    private static <T> T await(Future<T> done) throws IOException {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while points were being stored").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException(
                    "points could not be stored: " + QuestStore.reason(Objects.requireNonNull(e.getCause())), e);
        }
    }

    private void maintain() {
        long now = System.nanoTime();
        if (now - maintainedNanos < MAINTENANCE_NANOS) {
            return;
        }
        maintainedNanos = now;
        maintainNow();
    }

    private void maintainNow() {
        try {
            retention.enforce(folder, database, sorted);
            newest.sync();
            maintenanceFailed = false;
        } catch (IOException | CairoException | CairoError e) {
            if (!maintenanceFailed) {
                LOG.warn("old days could not be dropped from the store: {}", QuestStore.reason(e));
            }
            maintenanceFailed = true;
        }
    }

    /** Drops what is too old or too much now instead of within a minute. */
    void maintainAndWait() throws IOException {
        await(thread.submit(this::maintainNow, null));
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        sorted.close();
        Callable<Void> last = () -> {
            database.close();
            newest.sync();
            newest.close();
            catalogue.close();
            folder.close();
            return null;
        };
        try {
            Future<Void> done = thread.submit(last);
            thread.shutdown();
            done.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IOException("the store was not closed in time: " + QuestStore.reason(e), e);
        }
    }
}
