package io.puypuy.pattoo.hub;

import static io.puypuy.pattoo.hub.HubHarness.awaitPolls;
import static io.puypuy.pattoo.hub.HubHarness.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.status.BackendStatus;
import io.puypuy.pattoo.agent.TestAgents;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class HubTest {
    private final HubHarness harness;
    private final RecordingHttpPeer server = RecordingHttpPeer.start();
    private final List<RecordingHttpPeer> spokes = new ArrayList<>();

    HubTest(@TempDir Path folder) {
        harness = new HubHarness(folder);
    }

    @AfterEach
    void close() {
        harness.close();
        spokes.forEach(RecordingHttpPeer::close);
        server.close();
    }

    /** A spoke that answers one document after the other: {@code name-1}, {@code name-2} … */
    private RecordingHttpPeer spoke(String name) {
        AtomicInteger number = new AtomicInteger();
        RecordingHttpPeer spoke = RecordingHttpPeer.start()
                .answer(request -> PeerAnswer.of(200, TestAgents.document(name + "-" + number.incrementAndGet())));
        spokes.add(spoke);
        harness.spoke(spoke.port());
        return spoke;
    }

    private static byte[] golden() throws IOException {
        try (InputStream in = HubTest.class.getResourceAsStream("/golden/spoke_reply.json")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void postsARealReplyByteForByteUnderItsOwnId() throws IOException {
        RecordingHttpPeer spoke = spoke("a");
        spoke.enqueue(PeerAnswer.of(200, golden()).header("Content-Type", "application/json"));
        Hub hub = harness.start(server.port());
        assertThat(server.awaitRequests(1).get(0).body()).isEqualTo(golden());
        String path = server.requests().get(0).target().toString();
        assertThat(path).matches("/pattoo/api/v1/agent/receive/[0-9a-f]{64}");
        assertThat(new String(golden(), StandardCharsets.UTF_8)).doesNotContain(path.substring(path.length() - 64));
        assertThat(spoke.requests().get(0).target()).hasToString("/pattoo-agent-os/60");
        assertThat(spoke.requests().get(0).header("Connection")).contains("close");
        assertThat(awaitPolls(hub, 1).spokes()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo(SpokeStatus.State.ANSWERING);
            assertThat(status.replyBytes()).isEqualTo(golden().length);
            assertThat(status.lastSeenMillis()).isPositive();
            assertThat(status.relayed()).isEqualTo(1);
        });
    }

    @Test
    void pollsAtTheMultiplesOfTheInterval() throws IOException {
        spoke("a");
        harness.interval(Duration.ofSeconds(1)).start(server.port());
        server.awaitRequests(4);
        assertThat(posted(server)).containsKeys("a-1", "a-2", "a-3", "a-4");
        assertThat(posted(server).values()).containsOnly(1);
    }

    @Test
    void aSpokeThatAsksForAKeyGetsIt() throws IOException {
        RecordingHttpPeer spoke = RecordingHttpPeer.start();
        spokes.add(spoke);
        harness.spoke(spoke.port(), Optional.of("secret")).start(server.port());
        assertThat(spoke.awaitRequests(1).get(0).header("Authorization")).contains("Bearer secret");
    }

    @Test
    void whatTheServerDoesNotTakeWaitsAndIsPostedInOrder() throws IOException {
        spoke("a");
        int port = FreePort.next();
        Hub hub = harness.interval(Duration.ofSeconds(1)).start(port);
        awaitPolls(hub, 3);
        await().until(() -> hub.status().documents().books().waitingBatches() >= 3);
        try (RecordingHttpPeer back = RecordingHttpPeer.start(port)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> back.requests().size() >= 5);
            List<String> names = back.requests().stream().map(TestAgents::name).toList();
            for (int i = 0; i < names.size(); i++) {
                assertThat(names.get(i)).isEqualTo("a-" + (i + 1));
            }
            await().until(() -> hub.status().documents().books().waiting() == 0);
        }
        BackendStatus.Books books = hub.status().documents().books();
        assertThat(books.collected()).isEqualTo(books.delivered());
    }

    @Test
    void whatWaitsSurvivesTheHub() throws IOException {
        spoke("a");
        spoke("b");
        Hub first = harness.start(FreePort.next());
        await().until(() -> first.status().documents().books().waitingBatches() == 1);
        first.close();
        first.close();
        Hub second = harness.start(server.port());
        awaitPolls(second, 1);
        await().until(() -> second.status().documents().books().waiting() == 0);
        assertThat(posted(server)).isEqualTo(Map.of("a-1", 1, "a-2", 1, "b-1", 1, "b-2", 1));
    }

    @Test
    void aSpokeThatComesBackIsPolledAgain() throws IOException {
        int port = FreePort.next();
        harness.spoke(port);
        Hub hub = harness.interval(Duration.ofSeconds(1)).start(server.port());
        HubStatus before = awaitPolls(hub, 1);
        assertThat(before.spokes()).singleElement().satisfies(spoke -> {
            assertThat(spoke.state()).isEqualTo(SpokeStatus.State.FAILING);
            assertThat(spoke.reason()).contains("refused");
        });
        try (RecordingHttpPeer spoke = RecordingHttpPeer.start(port)) {
            spoke.answer(request -> PeerAnswer.of(200, TestAgents.document("a")));
            server.awaitRequests(1);
            await().until(() -> hub.status().count(SpokeStatus.State.ANSWERING) == 1);
            assertThat(hub.status().spokes()).singleElement().satisfies(status -> {
                assertThat(status.reason()).isEmpty();
                assertThat(status.failed()).isPositive();
                assertThat(status.failedInARow()).isZero();
            });
        }
    }

    @Test
    void firstStartOfManyAtOnceMakesOneId(@TempDir Path folder) throws Exception {
        spoke("a");
        List<Hub> hubs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                try {
                    Hub hub = harness.start(server.port());
                    synchronized (hubs) {
                        hubs.add(hub);
                    }
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("another process posts for the agent");
                    refused.incrementAndGet();
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(hubs).hasSize(1);
        assertThat(refused).hasValue(7);
        awaitPolls(hubs.get(0), 1);
        server.awaitRequests(1);
        assertThat(posted(server)).isEqualTo(Map.of("a-1", 1));
    }
}
