package io.puypuy.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.status.BackendStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is in the spool, also when that or the disk is full, or cannot be read. */
class DispatcherSpoolTest {
    private final TestDispatcher dispatcher = new TestDispatcher();

    @Test
    void fullDiskDoesNotStopDelivery() throws InterruptedException {
        dispatcher.disk.full(true);
        dispatcher.accept("a");
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a");
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("b");
        dispatcher.run();
        dispatcher.accept("c");
        assertThat(dispatcher.look().waiting()).isEqualTo(2);
        assertThat(dispatcher.look().waitingBatches()).isZero();
        dispatcher.disk.full(false);
        dispatcher.accept("d");
        assertThat(dispatcher.look().waitingBatches()).isEqualTo(3);
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a", "d", "b", "c");
        assertThat(dispatcher.disk.paths()).isEmpty();
    }

    @Test
    void hugeBatchBecomesSeveralFiles() throws InterruptedException {
        dispatcher.limits(100_000, 10 << 20);
        dispatcher.restart(SpoolBounds.of(1000, 100 << 20));
        String[] names = new String[60];
        for (int i = 0; i < names.length; i++) {
            names[i] = i + "x".repeat(100_000);
        }
        dispatcher.accept(names);
        assertThat(dispatcher.look().waitingBatches()).isEqualTo(3);
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactlyInAnyOrder(names);
    }

    @Test
    void oldestFallOutWhileTheReceiverIsAway() throws InterruptedException {
        dispatcher.restart(SpoolBounds.of(3, 1 << 20));
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        for (int i = 0; i < 10; i++) {
            dispatcher.accept("p" + i);
            dispatcher.run();
        }
        assertThat(dispatcher.look())
                .extracting(BackendStatus.Books::dropped, BackendStatus.Books::waiting)
                .containsExactly(7L, 3L);
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofMinutes(10));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("p9", "p7", "p8");
    }

    @Test
    void aStopLeavesOnlyTheRestInTheSpool() throws InterruptedException {
        dispatcher.limits(2, 100);
        dispatcher.judge(points -> points.contains("e") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        dispatcher.accept("a", "b", "c", "d", "e");
        dispatcher.run();
        dispatcher.finish();
        dispatcher.restart();
        assertThat(dispatcher.look().collected()).isEqualTo(1);
    }

    @Test
    void unreadableSpoolIsTriedAgainAndThenSetAside() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a");
        dispatcher.run();
        dispatcher.restart();
        dispatcher.disk.faultRate(1);
        for (int i = 0; i < 2; i++) {
            dispatcher.run();
            assertThat(dispatcher.status().message()).contains("cannot read the spool");
            assertThat(dispatcher.look().dropped()).isZero();
            dispatcher.pass(Duration.ofMinutes(1));
        }
        dispatcher.disk.faultRate(0);
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a");
    }
}
