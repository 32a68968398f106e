package io.puypuy.engine.delivery;

import static io.puypuy.engine.delivery.RecordingBackend.points;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.MemoryFiles;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.status.BackendStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A dispatcher with a backend that records, a spool in memory, and a clock that moves only as a test says. Whatever
 * happens, its books must balance.
 */
final class TestDispatcher {
    private static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final Limits WIDE = new Limits(1000, 100_000);

    final MemoryFiles disk = new MemoryFiles(1);
    private long nanos;
    private RecordingBackend backend = new RecordingBackend(WIDE);
    private Ledger ledger = new Ledger("default", "Recording");
    private Dispatcher dispatcher = dispatcher(SpoolBounds.of(1000, 1 << 20));

    private final class TestClock implements LaneClock {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public long millis() {
            return 1_763_685_111_000L + TimeUnit.NANOSECONDS.toMillis(nanos);
        }
    }

    private Dispatcher dispatcher(SpoolBounds bounds) {
        ledger = new Ledger("default", "Recording");
        TestClock clock = new TestClock();
        Spool spool = new Spool(FOLDER, bounds, disk, () -> Instant.ofEpochMilli(clock.millis()));
        spool.open(ledger);
        return new Dispatcher("default", backend, spool, ledger, LaneSettings.DEFAULT, clock, new Random(1));
    }

    /** The next dispatcher takes the place of this one, with the same backend and what is in the spool. */
    void restart() {
        restart(SpoolBounds.of(1000, 1 << 20));
    }

    void restart(SpoolBounds bounds) {
        dispatcher = dispatcher(bounds);
    }

    /** As {@link #restart()}, with another backend. */
    void limits(int points, int bytes) {
        backend = new RecordingBackend(new Limits(points, bytes));
        restart();
    }

    void accept(String... names) {
        ledger.collected(names.length);
        dispatcher.accept(Batch.of(points(names)), () -> {});
        look();
    }

    /** Sends all that may be sent now. */
    void run() throws InterruptedException {
        for (EncodedPoints request = dispatcher.nextRequest(); request != null; request = dispatcher.nextRequest()) {
            dispatcher.answered(backend.send(request));
            look();
        }
    }

    BackendStatus.Books look() {
        BackendStatus.Books books = ledger.status().books();
        assertThat(books.waiting()).isNotNegative();
        assertThat(books.collected())
                .isEqualTo(books.delivered() + books.rejected() + books.dropped() + books.waiting());
        return books;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** How long it waits by itself, in nanoseconds. */
    long idleNanos() {
        return dispatcher.idleNanos();
    }

    void finish() {
        dispatcher.finish();
    }

    void judge(RecordingBackend.Judge judge) {
        backend.judge(judge);
    }

    List<List<String>> requests() {
        return backend.requests();
    }

    List<String> stored() {
        return backend.stored();
    }

    BackendStatus status() {
        return ledger.status();
    }

    String rejectedText() {
        StringBuilder text = new StringBuilder();
        for (Path file : disk.paths()) {
            if (file.startsWith(FOLDER.resolve("rejected"))) {
                text.append(new String(disk.content(file), StandardCharsets.US_ASCII));
            }
        }
        return text.toString();
    }
}
