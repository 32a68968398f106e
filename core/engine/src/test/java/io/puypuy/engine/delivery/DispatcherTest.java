package io.puypuy.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Delivery;
import io.puypuy.engine.status.BackendStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final TestDispatcher dispatcher = new TestDispatcher();

    @Test
    void deliveredBatchLeavesTheSpool() throws InterruptedException {
        dispatcher.accept("a", "b");
        assertThat(dispatcher.look().waitingBatches()).isEqualTo(1);
        dispatcher.run();
        assertThat(dispatcher.requests()).containsExactly(List.of("a", "b"));
        assertThat(dispatcher.look()).isEqualTo(new BackendStatus.Books(2, 2, 0, 0, 0, 0, 0));
        assertThat(dispatcher.status().state()).isEqualTo(BackendStatus.State.DELIVERING);
        assertThat(dispatcher.status().lastSuccessMillis()).isPositive();
        assertThat(dispatcher.disk.paths()).isEmpty();
    }

    @Test
    void splitsByPointsAndBytes() throws InterruptedException {
        dispatcher.limits(3, 5);
        dispatcher.accept("a", "b", "c", "d", "ee", "ff", "ggggg", "h");
        dispatcher.run();
        assertThat(dispatcher.requests())
                .containsExactly(List.of("a", "b", "c"), List.of("d", "ee", "ff"), List.of("ggggg"), List.of("h"));
    }

    @Test
    void backlogIsSentAfterTheLiveBatchOldestFirst() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a");
        dispatcher.run();
        dispatcher.accept("b");
        dispatcher.accept("c");
        dispatcher.run();
        assertThat(dispatcher.requests()).containsExactly(List.of("a"));
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("c", "a", "b");
        assertThat(dispatcher.status().state()).isEqualTo(BackendStatus.State.DELIVERING);
    }

    @Test
    void batchThatAlwaysFailsDoesNotKeepTheOthersWaiting() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        for (String name : List.of("a", "poison", "b", "poison_too", "c")) {
            dispatcher.accept(name);
        }
        dispatcher.run();
        dispatcher.judge(points -> points.toString().contains("poison")
                ? new Delivery.RetryLater("cannot digest it")
                : new Delivery.Stored());
        for (int i = 0; i < 10; i++) {
            dispatcher.pass(Duration.ofSeconds(100));
            dispatcher.run();
        }
        assertThat(dispatcher.stored()).containsExactly("c", "a", "b");
        assertThat(dispatcher.look().waiting()).isEqualTo(2);
        assertThat(dispatcher.requests()).contains(List.of("poison_too"));
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofMinutes(10));
        dispatcher.run();
        assertThat(dispatcher.stored()).contains("poison", "poison_too");
        assertThat(dispatcher.look().waiting()).isZero();
    }

    @Test
    void whatIsDoneOfABatchThatFailsIsNotSentAgainAfterOthers() throws InterruptedException {
        dispatcher.limits(1, 100);
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a1", "a2", "a3");
        dispatcher.accept("b");
        dispatcher.accept("c");
        dispatcher.run();
        dispatcher.judge(points -> points.contains("a2") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("c", "a1", "b");
        dispatcher.finish();
        dispatcher.restart();
        assertThat(dispatcher.look().collected()).isEqualTo(2);
    }

    @Test
    void newBatchGoesBeforeTheRestOfTheBacklog() throws InterruptedException {
        dispatcher.limits(1, 100);
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a1", "a2", "a3");
        dispatcher.run();
        dispatcher.accept("b");
        dispatcher.judge(points -> {
            if (points.contains("a1")) {
                dispatcher.accept("c1", "c2");
            }
            return new Delivery.Stored();
        });
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("b", "a1", "c1", "c2", "a2", "a3");
    }

    @Test
    void storedPartIsNotSentAgainAfterAFailure() throws InterruptedException {
        dispatcher.limits(2, 100);
        dispatcher.judge(points -> points.contains("c") ? new Delivery.RetryLater("busy") : new Delivery.Stored());
        dispatcher.accept("a", "b", "c", "d");
        dispatcher.run();
        assertThat(dispatcher.look().delivered()).isEqualTo(2);
        assertThat(dispatcher.status().message()).isEqualTo("busy");
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofSeconds(2));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void backOffDoublesUpToItsBoundAndStartsAnewAfterSuccess() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("a");
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            dispatcher.run();
            waits.add(TimeUnit.NANOSECONDS.toMillis(dispatcher.idleNanos()));
            dispatcher.pass(Duration.ofNanos(dispatcher.idleNanos()));
        }
        assertThat(waits.get(0)).isBetween(750L, 1250L);
        assertThat(waits.get(3)).isBetween(6_000L, 10_000L);
        List<Long> longest = waits.subList(7, waits.size());
        assertThat(longest).allMatch(wait -> wait >= 45_000 && wait <= 75_000);
        assertThat(longest).as("agents do not march in step").doesNotHaveDuplicates();
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.run();
        dispatcher.judge(points -> new Delivery.RetryLater("away"));
        dispatcher.accept("b");
        dispatcher.run();
        assertThat(TimeUnit.NANOSECONDS.toMillis(dispatcher.idleNanos())).isBetween(750L, 1250L);
    }

    @Test
    void obeysRetryAfterButNotForEver() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(90))));
        dispatcher.accept("a");
        dispatcher.run();
        assertThat(dispatcher.idleNanos()).isBetween(90_000_000_000L, 99_000_000_000L);
        dispatcher.pass(Duration.ofSeconds(100));
        dispatcher.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofDays(100_000))));
        dispatcher.run();
        assertThat(Duration.ofNanos(dispatcher.idleNanos())).isBetween(Duration.ofHours(1), Duration.ofMinutes(66));
        dispatcher.pass(Duration.ofMinutes(67));
        dispatcher.judge(points -> new Delivery.RetryLater("busy", Optional.of(Duration.ofSeconds(-5))));
        dispatcher.run();
        assertThat(dispatcher.idleNanos()).isPositive();
    }

    @Test
    void notAllowedKeepsEverythingAndTriesSlowly() throws InterruptedException {
        dispatcher.judge(points -> new Delivery.NotAllowed("wrong token"));
        dispatcher.accept("a");
        dispatcher.run();
        assertThat(dispatcher.status().state()).isEqualTo(BackendStatus.State.NOT_ALLOWED);
        assertThat(dispatcher.status().message()).isEqualTo("wrong token");
        assertThat(dispatcher.idleNanos()).isBetween(60_000_000_000L, 66_000_000_000L);
        dispatcher.pass(Duration.ofSeconds(59));
        dispatcher.accept("b");
        dispatcher.run();
        assertThat(dispatcher.requests()).hasSize(1);
        dispatcher.judge(points -> new Delivery.Stored());
        dispatcher.pass(Duration.ofSeconds(8));
        dispatcher.run();
        assertThat(dispatcher.stored()).containsExactly("b", "a");
    }
}
