package io.puypuy.pattoo.spoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LatestTest {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();

    private Latest<Integer> latest(Callable<Integer> maker) {
        return new Latest<>(maker, Duration.ofSeconds(1), nanos::get);
    }

    @Test
    void isMadeAgainWhenItIsTooOld() throws Exception {
        Latest<Integer> latest = latest(made::incrementAndGet);
        assertThat(latest.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(latest.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(latest.get()).isEqualTo(2);
        assertThat(made).hasValue(2);
    }

    @Test
    void isMadeOnceForAllWhoAskMeanwhile() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Latest<Integer> latest = latest(() -> {
            begun.countDown();
            end.await();
            return made.incrementAndGet();
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                asked.add(threads.submit(latest::get));
            }
            begun.await();
            end.countDown();
            for (Future<Integer> one : asked) {
                assertThat(one.get()).isEqualTo(1);
            }
            assertThat(made).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void faultIsNotKept() throws Exception {
        Latest<Integer> latest = latest(() -> {
            if (made.incrementAndGet() == 1) {
                throw new IOException("not now");
            }
            return made.get();
        });
        assertThatThrownBy(latest::get).hasRootCauseMessage("not now");
        assertThat(latest.get()).isEqualTo(2);
    }
}
