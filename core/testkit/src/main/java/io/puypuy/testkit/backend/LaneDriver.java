package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.Backend;
import io.puypuy.engine.delivery.Batch;
import io.puypuy.engine.delivery.Lane;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.status.BackendStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A backend in the core's hands, with a spool on disk, that waits for milliseconds where a daemon waits for seconds. */
public final class LaneDriver implements AutoCloseable {
    private static final LaneSettings QUICK = new LaneSettings(
            50_000, Duration.ofMillis(2), Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofMillis(5));
    /** A busy machine and OpenTSDB on HBase take a minute and more for 5,000 new series. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int FILES = 10_000;
    private static final long BYTES = 256L << 20;

    private final BackendDriver driver;
    private final Lane lane;

    private LaneDriver(BackendDriver driver, Path folder, SpoolBounds bounds) {
        this.driver = driver;
        Spool spool = new Spool(folder, bounds, SpoolFiles.disk(), InstantSource.system());
        this.lane = new Lane("default", driver.backend(), spool, QUICK);
        lane.start();
    }

    /**
     * Begins to send what waits in the folder.
     *
     * @param ini the section {@code [TSDB]}, without {@code tsdtype}
     */
    public static LaneDriver of(Backend backend, String ini, Path folder) {
        return of(backend, ini, folder, SpoolBounds.of(FILES, BYTES));
    }

    /** The same with a spool that holds less. */
    public static LaneDriver of(Backend backend, String ini, Path folder, SpoolBounds bounds) {
        return new LaneDriver(BackendDriver.of(backend, ini), folder, bounds);
    }

    public void offer(List<DataPoint> points) {
        lane.offer(Batch.of(points));
    }

    public BackendStatus status() {
        return lane.status();
    }

    public BackendStatus.Books books() {
        return lane.status().books();
    }

    /** Waits until it is so, at most three minutes. */
    public BackendStatus await(Predicate<BackendStatus> condition) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(lane::status, condition);
    }

    /** Waits until nothing waits, and checks that the books balance. */
    public BackendStatus.Books settled(long collected) {
        BackendStatus.Books books = await(status -> status.books().collected() == collected
                        && status.books().waiting() == 0)
                .books();
        assertThat(books.delivered() + books.rejected() + books.dropped()).isEqualTo(collected);
        return books;
    }

    /** Waits until the backend has tried and has not got through. */
    public BackendStatus inTrouble() {
        return await(status ->
                status.state() == BackendStatus.State.RETRYING || status.state() == BackendStatus.State.NOT_ALLOWED);
    }

    @Override
    public void close() {
        lane.close();
        driver.closeHttp();
    }
}
