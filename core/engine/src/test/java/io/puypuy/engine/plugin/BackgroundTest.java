package io.puypuy.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger closed = new AtomicInteger();
    private final AutoCloseable result = closed::incrementAndGet;

    @Test
    void resultThatNobodyAskedForIsClosed() {
        Background<AutoCloseable> background = Background.start("test", () -> result);
        await().until(background::isDone);

        background.close();
        background.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void resultBelongsToWhomItWasGiven() throws Exception {
        assertThat(Background.call("test", LONG, () -> result)).isSameAs(result);
        assertThat(closed).hasValue(0);
    }

    @Test
    void resultThatComesTooLateIsClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        Background<AutoCloseable> background = Background.start("test", () -> {
            begun.countDown();
            awaitInterrupted(gate);
            return result;
        });
        begun.await();
        assertThatThrownBy(() -> background.await(Duration.ZERO)).isInstanceOf(TimeoutException.class);

        background.close();

        await().until(() -> closed.get() == 1);
    }

    private static void awaitInterrupted(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException givenUp) {
            // The task goes on to its end all the same.
        }
    }
}
