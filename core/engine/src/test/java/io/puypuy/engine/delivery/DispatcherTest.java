package io.puypuy.engine.delivery;

import static io.puypuy.engine.delivery.RecordingBackend.points;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private static final Path FOLDER = Path.of("/spool/default-Recording");
    private static final Limits WIDE = new Limits(1000, 100_000);

    private final MemoryFiles disk = new MemoryFiles(1);
    private long nanos;
    private RecordingBackend backend = new RecordingBackend(WIDE);
    private Ledger ledger = new Ledger("default", "Recording");
    private Dispatcher dispatcher = dispatcher();

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

    private Dispatcher dispatcher() {
        return dispatcher(SpoolBounds.of(1000, 1 << 20));
    }

    private Dispatcher dispatcher(SpoolBounds bounds) {
        ledger = new Ledger("default", "Recording");
        TestClock clock = new TestClock();
        Spool spool = new Spool(FOLDER, bounds, disk, () -> Instant.ofEpochMilli(clock.millis()));
        spool.open(ledger);
        return new Dispatcher("default", backend, spool, ledger, LaneSettings.DEFAULT, clock, new Random(1));
    }

    private void limits(int points, int bytes) {
        backend = new RecordingBackend(new Limits(points, bytes));
        dispatcher = dispatcher();
    }

    private void accept(String... names) {
        ledger.collected(names.length);
        dispatcher.accept(Batch.of(points(names)), () -> {});
        look();
    }

    /** Sends all that may be sent now. */
    private void run() throws InterruptedException {
        for (EncodedPoints request = dispatcher.nextRequest(); request != null; request = dispatcher.nextRequest()) {
            dispatcher.answered(backend.send(request));
            look();
        }
    }

    private BackendStatus.Books look() {
        BackendStatus.Books books = ledger.status().books();
        assertThat(books.waiting()).isNotNegative();
        assertThat(books.collected())
                .isEqualTo(books.delivered() + books.rejected() + books.dropped() + books.waiting());
        return books;
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private String rejectedText() {
        StringBuilder text = new StringBuilder();
        for (Path file : disk.paths()) {
            if (file.startsWith(FOLDER.resolve("rejected"))) {
                text.append(new String(disk.content(file), StandardCharsets.US_ASCII));
            }
        }
        return text.toString();
    }

    @Test
    void deliveredBatchLeavesTheSpool() throws InterruptedException {
        accept("a", "b");
        assertThat(look().waitingBatches()).isEqualTo(1);
        run();
        assertThat(backend.requests()).containsExactly(List.of("a", "b"));
        assertThat(look()).isEqualTo(new BackendStatus.Books(2, 2, 0, 0, 0, 0, 0));
        assertThat(ledger.status().state()).isEqualTo(BackendStatus.State.DELIVERING);
        assertThat(ledger.status().lastSuccessMillis()).isPositive();
        assertThat(disk.paths()).isEmpty();
    }

    @Test
    void splitsByPointsAndBytes() throws InterruptedException {
        limits(3, 5);
        accept("a", "b", "c", "d", "ee", "ff", "ggggg", "h");
        run();
        assertThat(backend.requests())
                .containsExactly(List.of("a", "b", "c"), List.of("d", "ee", "ff"), List.of("ggggg"), List.of("h"));
    }

    @Test
    void backlogIsSentAfterTheLiveBatchOldestFirst() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a");
        run();
        accept("b");
        accept("c");
        run();
        assertThat(backend.requests()).containsExactly(List.of("a"));
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofSeconds(2));
        run();
        assertThat(backend.stored()).containsExactly("c", "a", "b");
        assertThat(ledger.status().state()).isEqualTo(BackendStatus.State.DELIVERING);
    }

    @Test
    void batchThatAlwaysFailsDoesNotKeepTheOthersWaiting() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        for (String name : List.of("a", "poison", "b", "poison_too", "c")) {
            accept(name);
        }
        run();
        backend.judge(points -> points.toString().contains("poison")
                ? new Delivery.RetryLater("cannot digest it")
                : new Delivery.Stored());
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(100));
            run();
        }
        assertThat(backend.stored()).containsExactly("c", "a", "b");
        assertThat(look().waiting()).isEqualTo(2);
        assertThat(backend.requests()).contains(List.of("poison_too"));
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofMinutes(10));
        run();
        assertThat(backend.stored()).contains("poison", "poison_too");
        assertThat(look().waiting()).isZero();
    }

    @Test
    void whatIsDoneOfABatchThatFailsIsNotSentAgainAfterOthers() throws InterruptedException {
        limits(1, 100);
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a1", "a2", "a3");
        accept("b");
        accept("c");
        run();
        backend.judge(points -> points.contains("a2") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        pass(Duration.ofSeconds(2));
        run();
        pass(Duration.ofSeconds(2));
        run();
        assertThat(backend.stored()).containsExactly("c", "a1", "b");
        dispatcher.finish();
        dispatcher = dispatcher();
        assertThat(look().collected()).isEqualTo(2);
    }

    @Test
    void newBatchGoesBeforeTheRestOfTheBacklog() throws InterruptedException {
        limits(1, 100);
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a1", "a2", "a3");
        run();
        accept("b");
        backend.judge(points -> {
            if (points.contains("a1")) {
                accept("c1", "c2");
            }
            return new Delivery.Stored();
        });
        pass(Duration.ofSeconds(2));
        run();
        assertThat(backend.stored()).containsExactly("b", "a1", "c1", "c2", "a2", "a3");
    }

    @Test
    void storedPartIsNotSentAgainAfterAFailure() throws InterruptedException {
        limits(2, 100);
        backend.judge(points -> points.contains("c") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        accept("a", "b", "c", "d");
        run();
        assertThat(look().delivered()).isEqualTo(2);
        assertThat(ledger.status().message()).isEqualTo("busy");
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofSeconds(2));
        run();
        assertThat(backend.stored()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void backOffDoublesUpToItsBoundAndStartsAnewAfterSuccess() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a");
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            run();
            waits.add(TimeUnit.NANOSECONDS.toMillis(dispatcher.idleNanos()));
            nanos += dispatcher.idleNanos();
        }
        assertThat(waits.get(0)).isBetween(750L, 1250L);
        assertThat(waits.get(3)).isBetween(6_000L, 10_000L);
        List<Long> longest = waits.subList(7, waits.size());
        assertThat(longest).allMatch(wait -> wait >= 45_000 && wait <= 75_000);
        assertThat(longest).as("agents do not march in step").doesNotHaveDuplicates();
        backend.judge(points -> new Delivery.Stored());
        run();
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("b");
        run();
        assertThat(TimeUnit.NANOSECONDS.toMillis(dispatcher.idleNanos())).isBetween(750L, 1250L);
    }

    @Test
    void obeysRetryAfterButNotForEver() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(90))));
        accept("a");
        run();
        assertThat(dispatcher.idleNanos()).isBetween(90_000_000_000L, 99_000_000_000L);
        pass(Duration.ofSeconds(100));
        backend.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofDays(100_000))));
        run();
        assertThat(Duration.ofNanos(dispatcher.idleNanos())).isBetween(Duration.ofHours(1), Duration.ofMinutes(66));
        pass(Duration.ofMinutes(67));
        backend.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(-5))));
        run();
        assertThat(dispatcher.idleNanos()).isPositive();
    }

    @Test
    void refusedPointsAreKeptWithTheReceiversWords() throws InterruptedException {
        backend.judge(points -> new Delivery.Refused(List.of(
                new Delivery.Refusal(1, "field type conflict"),
                new Delivery.Refusal(1, "twice"),
                new Delivery.Refusal(7, "there is no such point"))));
        accept("a", "bad", "c");
        run();
        assertThat(look()).isEqualTo(new BackendStatus.Books(3, 2, 1, 0, 0, 0, 0));
        assertThat(backend.stored()).containsExactly("a", "c");
        assertThat(rejectedText())
                .endsWith("\tencoded\tfield type conflict\tbad\n")
                .hasLineCount(1);
    }

    @Test
    void refusalOfNoPointIsARefusalOfTheWhole() throws InterruptedException {
        backend.judge(points -> points.contains("bad") ? new Delivery.Refused(List.of()) : new Delivery.Stored());
        accept("a", "bad", "c");
        run();
        assertThat(backend.stored()).containsExactly("a", "c");
        assertThat(look().rejected()).isEqualTo(1);
    }

    @Test
    void halvesUntilTheBadPointsStandAlone() throws InterruptedException {
        String[] names = new String[500];
        for (int i = 0; i < names.length; i++) {
            names[i] = (i == 0 || i == 77 || i == 78 || i == 499 ? "bad" : "good") + i;
        }
        limits(200, 100_000);
        backend.judge(points -> points.stream().anyMatch(point -> point.startsWith("bad"))
                ? new Delivery.RefusedWhole("unparsable")
                : new Delivery.Stored());
        accept(names);
        run();
        assertThat(look()).isEqualTo(new BackendStatus.Books(500, 496, 4, 0, 0, 0, 0));
        assertThat(backend.stored()).hasSize(496).doesNotHaveDuplicates();
        assertThat(backend.requests()).hasSizeLessThan(70);
        assertThat(rejectedText()).hasLineCount(4).contains("unparsable\tbad77\n");
    }

    @Test
    void refusedPointsAreNotSentAgainAfterAFailureAndACrash() throws InterruptedException {
        limits(2, 100);
        backend.judge(points -> {
            if (points.contains("bad")) {
                return new Delivery.Refused(List.of(new Delivery.Refusal(0, "no")));
            }
            return new Delivery.RetryLater("busy");
        });
        accept("bad", "b", "c");
        run();
        disk.crash();
        backend.judge(points -> new Delivery.Stored());
        dispatcher = dispatcher();
        assertThat(look().collected()).isEqualTo(1);
        run();
        assertThat(backend.stored()).containsExactly("b", "c");
    }

    @Test
    void notAllowedKeepsEverythingAndTriesSlowly() throws InterruptedException {
        backend.judge(points -> new Delivery.NotAllowed("wrong token"));
        accept("a");
        run();
        assertThat(ledger.status().state()).isEqualTo(BackendStatus.State.NOT_ALLOWED);
        assertThat(ledger.status().message()).isEqualTo("wrong token");
        assertThat(dispatcher.idleNanos()).isBetween(60_000_000_000L, 66_000_000_000L);
        pass(Duration.ofSeconds(59));
        accept("b");
        run();
        assertThat(backend.requests()).hasSize(1);
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofSeconds(8));
        run();
        assertThat(backend.stored()).containsExactly("b", "a");
    }

    @Test
    void pointsThatCannotBeEncodedCostOnlyThemselves() throws InterruptedException {
        limits(10, 8);
        accept("a", "unsendable", "broken", "too_large_for_a_request", "b");
        assertThat(look().rejected()).isEqualTo(3);
        run();
        assertThat(backend.stored()).containsExactly("a", "b");
        assertThat(rejectedText())
                .hasLineCount(3)
                .contains("\twords\tcannot be sent\tunsendable{} 1 @1970-01-01T00:00:01Z\n")
                .contains("the receiver takes at most 8");
    }

    @Test
    void batchOfNothingButUnsendablePointsMakesNoFile() throws InterruptedException {
        accept("unsendable1", "unsendable2");
        run();
        assertThat(look().waitingBatches()).isZero();
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void pointLargerThanASmallerLimitOfThisLifeIsRejected() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a", "a_long_name", "b");
        run();
        limits(10, 5);
        run();
        assertThat(backend.stored()).containsExactly("a", "b");
        assertThat(look()).isEqualTo(new BackendStatus.Books(3, 2, 1, 0, 0, 0, 0));
    }

    @Test
    void fullDiskDoesNotStopDelivery() throws InterruptedException {
        disk.full(true);
        accept("a");
        run();
        assertThat(backend.stored()).containsExactly("a");
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("b");
        run();
        accept("c");
        assertThat(look().waiting()).isEqualTo(2);
        assertThat(look().waitingBatches()).isZero();
        disk.full(false);
        accept("d");
        assertThat(look().waitingBatches()).isEqualTo(3);
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofSeconds(2));
        run();
        assertThat(backend.stored()).containsExactly("a", "d", "b", "c");
        assertThat(disk.paths()).isEmpty();
    }

    @Test
    void hugeBatchBecomesSeveralFiles() throws InterruptedException {
        backend = new RecordingBackend(new Limits(100_000, 10 << 20));
        dispatcher = dispatcher(SpoolBounds.of(1000, 100 << 20));
        String[] names = new String[60];
        for (int i = 0; i < names.length; i++) {
            names[i] = i + "x".repeat(100_000);
        }
        accept(names);
        assertThat(look().waitingBatches()).isEqualTo(3);
        run();
        assertThat(backend.stored()).containsExactlyInAnyOrder(names);
    }

    @Test
    void oldestFallOutWhileTheReceiverIsAway() throws InterruptedException {
        dispatcher = dispatcher(SpoolBounds.of(3, 1 << 20));
        backend.judge(points -> new Delivery.RetryLater("away"));
        for (int i = 0; i < 10; i++) {
            accept("p" + i);
            run();
        }
        assertThat(look())
                .extracting(BackendStatus.Books::dropped, BackendStatus.Books::waiting)
                .containsExactly(7L, 3L);
        backend.judge(points -> new Delivery.Stored());
        pass(Duration.ofMinutes(10));
        run();
        assertThat(backend.stored()).containsExactly("p9", "p7", "p8");
    }

    @Test
    void aStopLeavesOnlyTheRestInTheSpool() throws InterruptedException {
        limits(2, 100);
        backend.judge(points -> points.contains("e") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        accept("a", "b", "c", "d", "e");
        run();
        dispatcher.finish();
        dispatcher = dispatcher();
        assertThat(look().collected()).isEqualTo(1);
    }

    @Test
    void unreadableSpoolIsTriedAgainAndThenSetAside() throws InterruptedException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        accept("a");
        run();
        dispatcher = dispatcher();
        disk.faultRate(1);
        for (int i = 0; i < 2; i++) {
            run();
            assertThat(ledger.status().message()).contains("cannot read the spool");
            assertThat(look().dropped()).isZero();
            pass(Duration.ofMinutes(1));
        }
        disk.faultRate(0);
        backend.judge(points -> new Delivery.Stored());
        run();
        assertThat(backend.stored()).containsExactly("a");
    }
}
