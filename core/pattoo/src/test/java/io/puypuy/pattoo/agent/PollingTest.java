package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollingTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    @Test
    void pollsAtOnceAndThenAtMultiplesOfTheInterval() {
        List<Long> times = new CopyOnWriteArrayList<>();
        List<Long> left = new CopyOnWriteArrayList<>();
        long begin = System.currentTimeMillis();
        try (Polling polling = new Polling(INTERVAL, (millis, deadline) -> {
            times.add(millis);
            left.add(deadline - System.nanoTime());
        })) {
            polling.start();
            await().until(() -> times.size() >= 4);
        }
        assertThat(times.get(0)).isBetween(begin, begin + 100);
        for (int i = 1; i < 4; i++) {
            assertThat(times.get(i) % INTERVAL.toMillis()).isZero();
            assertThat(times.get(i)).isGreaterThan(times.get(i - 1));
            assertThat(left.get(i)).isLessThan(INTERVAL.toNanos());
        }
    }

    @Test
    void aPollThatFailsIsFollowedByTheNext() {
        List<Long> times = new CopyOnWriteArrayList<>();
        try (Polling polling = new Polling(INTERVAL, (millis, deadline) -> {
            times.add(millis);
            throw new IllegalStateException("fault");
        })) {
            polling.start();
            await().until(() -> times.size() >= 3);
        }
    }

    @Test
    void aPollThatTakesTooLongIsFollowedByTheNextMultipleAndNotByAll() {
        List<Long> times = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        try (Polling polling = new Polling(INTERVAL, (millis, deadline) -> {
            times.add(millis);
            if (times.size() == 1) {
                first.await(1, TimeUnit.SECONDS);
            }
        })) {
            polling.start();
            await().until(() -> times.size() >= 3);
        }
        assertThat(times.get(2) - times.get(1)).isBetween(INTERVAL.toMillis(), 3 * INTERVAL.toMillis());
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(200);
    }

    @Test
    void closeInterruptsThePollInProgress() {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Polling polling = new Polling(INTERVAL, (millis, deadline) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.set(true);
                throw e;
            }
        });
        polling.start();
        await().until(() -> begun.getCount() == 0);
        polling.close();
        assertThat(interrupted).isTrue();
    }
}
