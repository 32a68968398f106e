package io.puypuy.check.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NetworkVolumesTest {
    private static final Space SPACE = new Space(100, 50, 40);

    private final CountDownLatch server = new CountDownLatch(1);
    private final AtomicInteger questions = new AtomicInteger();
    private final ConcurrentMap<String, NetworkVolumes.Question> unanswered = new ConcurrentHashMap<>();
    private final NetworkVolumes volumes = volumes();

    private NetworkVolumes volumes() {
        return new NetworkVolumes(this::answer, Duration.ofMillis(50), unanswered);
    }

    // Ignores interrupts, as the kernel does while a server is down.
    private Space answer(String mountPoint) throws IOException {
        questions.incrementAndGet();
        if (mountPoint.equals("/bad")) {
            throw new IOException("stale file handle");
        }
        boolean waiting = mountPoint.equals("/dead");
        while (waiting) {
            try {
                server.await();
                waiting = false;
            } catch (InterruptedException ignored) {
                // Goes on waiting.
            }
        }
        return SPACE;
    }

    @Test
    void aDeadMountCostsOneThreadUntilItAnswers() throws Exception {
        assertThatThrownBy(() -> volumes.space("/dead"))
                .isInstanceOf(IOException.class)
                .hasMessage("does not answer within 50 ms");
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> volumes.space("/dead")).hasMessage("has not answered yet");
            assertThat(volumes.space("/alive")).isEqualTo(SPACE);
        }
        assertThat(questions).hasValue(11);
        server.countDown();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(volumes.space("/dead")).isEqualTo(SPACE));
    }

    @Test
    void theCheckOfTheNextSettingsDoesNotAskADeadMountAgain() throws Exception {
        assertThatThrownBy(() -> volumes.space("/dead")).isInstanceOf(IOException.class);
        NetworkVolumes next = volumes();
        assertThatThrownBy(() -> next.space("/dead")).hasMessage("has not answered yet");
        assertThat(questions).hasValue(1);
        server.countDown();
        await().until(unanswered::isEmpty);
    }

    @Test
    void remembersNoMountThatHasAnswered() throws Exception {
        assertThat(volumes.space("/alive")).isEqualTo(SPACE);
        assertThatThrownBy(() -> volumes.space("/bad")).isInstanceOf(IOException.class);
        assertThat(unanswered).isEmpty();
    }

    @Test
    void aFaultIsTheOneOfTheFileSystem() {
        assertThatThrownBy(() -> volumes.space("/bad"))
                .isInstanceOf(IOException.class)
                .hasMessage("stale file handle");
    }

    @Test
    void aMachinesMountPointThatIsGoneIsAFault() {
        assertThatThrownBy(() -> Volumes.ofMachine().space("/no/such/mount")).isInstanceOf(IOException.class);
    }
}
