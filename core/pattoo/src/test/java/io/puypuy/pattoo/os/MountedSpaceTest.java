package io.puypuy.pattoo.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MountedSpaceTest {
    private static final Space SPACE = new Space(3, 2, 1);

    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private final AtomicInteger asked = new AtomicInteger();

    // Blocks as the kernel does: no interrupt ends join().
    private Space hangsIfDead(String mountPoint) {
        if (mountPoint.startsWith("/dead")) {
            asked.incrementAndGet();
            answer.join();
        }
        return SPACE;
    }

    @AfterEach
    void revive() {
        answer.complete(true);
    }

    @Test
    void deadMountCostsOneWaitAndOneThread() throws Exception {
        try (MountedSpace space = new MountedSpace(this::hangsIfDead, 100)) {
            space.begin();
            assertThatThrownBy(() -> space.space("/dead")).hasMessage("does not answer");
            assertThat(space.space("/")).isEqualTo(SPACE);
            for (int i = 0; i < 50; i++) {
                space.begin();
                assertThatThrownBy(() -> space.space("/dead")).hasMessage("has not answered yet");
                assertThat(space.space("/")).isEqualTo(SPACE);
            }
            assertThat(asked).hasValue(1);
            answer.complete(true);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                space.begin();
                assertThat(space.space("/dead")).isEqualTo(SPACE);
            });
            assertThat(space.unanswered()).isZero();
        }
    }

    @Test
    void manyDeadMountsEndWithinASecond() throws Exception {
        try (MountedSpace space = new MountedSpace(this::hangsIfDead, 200)) {
            long begin = System.nanoTime();
            space.begin();
            List<String> messages = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                try {
                    space.space("/dead" + i);
                } catch (IOException fault) {
                    messages.add(fault.getMessage());
                }
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
            assertThat(messages).hasSize(40).contains("was not asked, because 16 others do not answer");
            assertThat(asked).hasValue(16);
            assertThat(space.unanswered()).isEqualTo(16);
        }
    }

    @Test
    void tellsWhatTheFileSystemSays() throws Exception {
        try (MountedSpace space = new MountedSpace(Volumes.OF_MACHINE, 1000)) {
            space.begin();
            assertThat(space.space("/").total()).isPositive();
            assertThatThrownBy(() -> space.space("/nothing here")).isInstanceOf(IOException.class);
        }
    }
}
