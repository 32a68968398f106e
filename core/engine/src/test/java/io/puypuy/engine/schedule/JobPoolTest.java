package io.puypuy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JobPoolTest {
    private final CountDownLatch testEnds = new CountDownLatch(1);
    private final AtomicBoolean noThreads = new AtomicBoolean();
    private final JobPool pool = new JobPool(1, work -> {
        if (noThreads.get()) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return new Thread(work);
    });

    @AfterEach
    void end() {
        testEnds.countDown();
        pool.close();
    }

    private void hang(JobPool.Task task) {
        boolean ended = false;
        while (!ended) {
            try {
                testEnds.await();
                ended = true;
            } catch (InterruptedException ignored) {
                // That is the point of this task.
            }
        }
    }

    @Test
    void aThreadThatCannotBeStartedCostsNoPlace() throws InterruptedException {
        noThreads.set(true);
        CountDownLatch both = new CountDownLatch(2);
        JobPool.Task first = pool.submit(task -> both.countDown());
        assertThat(first.waited()).isTrue();
        noThreads.set(false);
        pool.submit(task -> both.countDown());

        assertThat(both.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void aTaskThatGotNoThreadCanBeTakenBack() {
        noThreads.set(true);
        JobPool.Task task = pool.submit(this::hang);

        assertThat(pool.withdraw(task)).isTrue();
    }

    @Test
    void aTaskThatCannotTakeThePlaceOfOneGivenUpWaitsOn() throws InterruptedException {
        JobPool.Task hanging = pool.submit(this::hang);
        CountDownLatch ran = new CountDownLatch(1);
        JobPool.Task next = pool.submit(this::hang);
        noThreads.set(true);
        hanging.giveUp();
        assertThat(pool.withdraw(next)).isTrue();
        noThreads.set(false);
        pool.submit(task -> ran.countDown());

        assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
    }
}
