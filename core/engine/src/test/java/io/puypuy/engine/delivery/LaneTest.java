package io.puypuy.engine.delivery;

import static io.puypuy.engine.delivery.RecordingBackend.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.spool.SpoolOrder;
import io.puypuy.engine.spool.SpoolOrders;
import io.puypuy.engine.status.BackendStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LaneTest {
    private static final LaneSettings QUICK = new LaneSettings(
            100, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMillis(20));
    private static final LaneSettings SLOW = new LaneSettings(
            100, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofMinutes(1));

    private final Path folder;
    private final RecordingBackend backend = new RecordingBackend(new Limits(10, 10_000));
    private final List<Lane> lanes = new ArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);

    LaneTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Lane lane(LaneSettings settings) {
        Spool spool = new Spool(folder, SpoolBounds.of(1000, 1 << 20), SpoolFiles.disk(), InstantSource.system());
        Lane lane = new Lane("default", backend, spool, settings);
        lanes.add(lane);
        return lane;
    }

    @AfterEach
    void closeLanes() {
        hang.countDown();
        lanes.forEach(Lane::close);
    }

    private static void awaitDelivered(Lane lane, long points) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> lane.status().books().delivered() == points);
    }

    @Test
    void deliversWhatIsOffered() throws IOException {
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a", "b")));
        awaitDelivered(lane, 2);
        lane.offer(Batch.of(points("c")));
        awaitDelivered(lane, 3);
        assertThat(backend.stored()).containsExactly("a", "b", "c");
        assertThat(lane.status().name()).isEqualTo("default");
        assertThat(lane.status().type()).isEqualTo("Recording");
        assertThat(SpoolListing.read(folder, 0).batches()).isZero();
    }

    @Test
    void batchGoesToTheDiskWhileTheReceiverDoesNotAnswer() throws IOException {
        backend.judge(points -> {
            hang.await();
            return new Delivery.Stored();
        });
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a")));
        await().until(() -> backend.requests().size() == 1);
        lane.offer(Batch.of(points("b", "c")));
        await().until(() -> lane.status().books().waitingBatches() == 2);
        assertThat(SpoolListing.read(folder, 0).points()).isEqualTo(3);
    }

    @Test
    void backendThatThrowsIsTriedAgain() {
        AtomicInteger calls = new AtomicInteger();
        backend.judge(points -> switch (calls.getAndIncrement()) {
            case 0 -> throw new IllegalStateException("fault");
            case 1 -> throw new StackOverflowError();
            case 2 -> throw new NoClassDefFoundError("gone");
            default -> new Delivery.Stored();
        });
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a")));
        awaitDelivered(lane, 1);
        assertThat(calls).hasValue(4);
    }

    @Test
    void whatWaitedInTheSpoolCountsAsCollectedAndIsDelivered() {
        backend.judge(points -> new Delivery.RetryLater("away"));
        Lane first = lane(SLOW);
        first.start();
        first.offer(Batch.of(points("a", "b")));
        await().until(() -> first.status().state() == BackendStatus.State.RETRYING);
        first.close();
        backend.judge(points -> new Delivery.Stored());
        Lane second = lane(QUICK);
        second.start();
        awaitDelivered(second, 2);
        assertThat(second.status().books().collected()).isEqualTo(2);
        assertThat(backend.stored()).containsExactly("a", "b");
    }

    @Test
    void offerNeverWaitsAndDropsTheOldest() {
        Lane lane = lane(QUICK);
        for (int i = 0; i < 60; i++) {
            lane.offer(Batch.of(points("a" + i, "b" + i)));
        }
        assertThat(lane.status().books().dropped()).isEqualTo(20);
        lane.start();
        awaitDelivered(lane, 100);
        assertThat(backend.stored()).doesNotContain("a9", "b9").contains("a10", "b59");
    }

    @Test
    void closeDeliversTheLiveBatchAndIsRepeatable() {
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a")));
        lane.close(Duration.ofSeconds(20));
        assertThat(backend.stored()).containsExactly("a");
        assertThat(backend.closed).hasValue(1);
        lane.close();
        assertThat(backend.closed).hasValue(1);
        lane.offer(Batch.of(points("late")));
        assertThat(lane.status().books().dropped()).isEqualTo(1);
    }

    @Test
    void closeWithoutStartKeepsWhatWasOffered() {
        Lane lane = lane(QUICK);
        lane.offer(Batch.of(points("a")));
        lane.close(Duration.ofSeconds(20));
        assertThat(lane.status().books().waiting()).isZero();
        assertThat(backend.stored()).containsExactly("a");
        lane.start();
        assertThat(backend.closed).hasValue(1);
    }

    @Test
    void closeGivesUpARequestWithoutAnswerAndLeavesAllOnDisk() throws IOException {
        AtomicBoolean interrupted = new AtomicBoolean();
        backend.judge(points -> {
            try {
                hang.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
            return new Delivery.Stored();
        });
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a")));
        await().until(() -> backend.requests().size() == 1);
        lane.offer(Batch.of(points("b")));
        lane.close(Duration.ofMillis(400));
        assertThat(interrupted).isTrue();
        assertThat(SpoolListing.read(folder, 0).points()).isEqualTo(2);
        assertThat(lane.status().books().waiting()).isEqualTo(2);
    }

    @Test
    void closeReturnsInTimeAlthoughTheBackendIgnoresInterrupts() throws IOException {
        backend.judge(points -> {
            boolean open = true;
            while (open) {
                try {
                    hang.await();
                    open = false;
                } catch (InterruptedException e) {
                    // Ignored on purpose.
                    assertThat(e).isNotNull();
                }
            }
            return new Delivery.Stored();
        });
        Lane lane = lane(QUICK);
        lane.start();
        lane.offer(Batch.of(points("a")));
        await().until(() -> backend.requests().size() == 1);
        lane.offer(Batch.of(points("b")));
        long before = System.nanoTime();
        lane.close(Duration.ofMillis(400));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(SpoolListing.read(folder, 0).points()).isEqualTo(2);
    }

    private static SpoolOrder.Answer awaitAnswer(SpoolOrders orders, SpoolOrder order) {
        return await().until(() -> orders.takeAnswer(order), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void retryIsTakenWithTheNextBatchAndSendsWhatWaitsAndWhatWasRejected() throws IOException {
        backend.judge(points -> new Delivery.Refused(List.of(new Delivery.Refusal(0, "no such database"))));
        Lane lane = lane(SLOW);
        lane.start();
        lane.offer(Batch.of(points("refused")));
        await().until(() -> lane.status().books().rejected() == 1);
        backend.judge(points -> new Delivery.RetryLater("away"));
        lane.offer(Batch.of(points("waits")));
        await().until(() -> lane.status().state() == BackendStatus.State.RETRYING);
        backend.judge(points -> new Delivery.Stored());

        SpoolOrders orders = new SpoolOrders(folder);
        SpoolOrder order = new SpoolOrder(SpoolOrder.Kind.RETRY, System.currentTimeMillis(), 1);
        orders.give(order);
        lane.offer(Batch.of(points("live")));
        assertThat(awaitAnswer(orders, order)).isEqualTo(new SpoolOrder.Answer(1, 0));
        awaitDelivered(lane, 3);
        assertThat(backend.stored()).containsExactly("live", "waits", "refused");
        assertThat(lane.status().books().collected()).isEqualTo(4);
        assertThat(SpoolListing.read(folder, 10).allRejected().points()).isZero();
    }

    @Test
    void dropWaitsForTheAnswerUnderWayAndSparesNewerBatches() throws IOException {
        backend.judge(points -> {
            hang.await();
            return new Delivery.RetryLater("away");
        });
        Lane lane = lane(SLOW);
        lane.start();
        lane.offer(Batch.of(points("a", "b")));
        await().until(() -> backend.requests().size() == 1);
        SpoolOrders orders = new SpoolOrders(folder);
        long newest = SpoolListing.read(folder, 0).newestMillis();
        SpoolOrder order = new SpoolOrder(SpoolOrder.Kind.DROP_WAITING, newest, 1);
        orders.give(order);
        await().until(() -> System.currentTimeMillis() > newest);
        lane.offer(Batch.of(points("c")));
        await().until(() -> lane.status().books().waitingBatches() == 2);
        assertThat(orders.takeAnswer(order)).isEmpty();
        hang.countDown();
        assertThat(awaitAnswer(orders, order)).isEqualTo(new SpoolOrder.Answer(2, 0));
        assertThat(lane.status().books().dropped()).isEqualTo(2);
        assertThat(lane.status().books().waiting()).isEqualTo(1);
    }

    @Test
    void booksBalanceWheneverTheyAreLookedAt() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        backend.judge(points -> switch (calls.getAndIncrement() % 4) {
            case 0 -> new Delivery.Refused(List.of(new Delivery.Refusal(0, "no")));
            case 1 -> new Delivery.RetryLater("busy");
            default -> new Delivery.Stored();
        });
        Lane lane = lane(QUICK);
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger faults = new AtomicInteger();
        Thread observer = new Thread(() -> {
            while (!stop.get()) {
                BackendStatus.Books books = lane.status().books();
                long out = books.delivered() + books.rejected() + books.dropped();
                if (books.collected() != out + books.waiting() || books.waiting() < 0) {
                    faults.incrementAndGet();
                }
            }
        });
        observer.start();
        lane.start();
        for (int i = 0; i < 200; i++) {
            lane.offer(Batch.of(points("a" + i, "b" + i, "c" + i)));
        }
        await().until(() -> lane.status().books().waiting() == 0);
        stop.set(true);
        observer.join();
        assertThat(faults).hasValue(0);
        BackendStatus.Books books = lane.status().books();
        assertThat(books.collected()).isEqualTo(600);
        assertThat(backend.stored()).hasSize((int) books.delivered());
    }
}
