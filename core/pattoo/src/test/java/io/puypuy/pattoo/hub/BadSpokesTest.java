package io.puypuy.pattoo.hub;

import static io.puypuy.pattoo.hub.HubHarness.awaitPolls;
import static io.puypuy.pattoo.hub.HubHarness.posted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.pattoo.agent.TestAgents;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What spokes can do wrong: it costs their own documents, never those of others, and the status says what it was. */
@Timeout(90)
class BadSpokesTest {
    private static final String DRIPPED = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "{".repeat(900);

    private final HubHarness harness;
    private final RecordingHttpPeer server = RecordingHttpPeer.start();
    private final RecordingHttpPeer good = RecordingHttpPeer.start();
    private final List<FaultyTcpPeer> bad = new ArrayList<>();

    BadSpokesTest(@TempDir Path folder) {
        harness = new HubHarness(folder);
        good.answer(request -> PeerAnswer.of(200, TestAgents.document("good")));
    }

    @AfterEach
    void close() throws IOException {
        harness.close();
        for (FaultyTcpPeer each : bad) {
            each.close();
        }
        good.close();
        server.close();
    }

    private void bad(PeerBehaviour behaviour) {
        FaultyTcpPeer peer = FaultyTcpPeer.start(behaviour);
        bad.add(peer);
        harness.spoke(peer.port());
    }

    private static List<String> reasons(HubStatus status) {
        return status.spokes().map(SpokeStatus::reason).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "status 404 | 404 | <html>not here</html> | it answered 404 and \"<html>not here</html>\"; set its path",
                "status 500 | 500 | '' | it answered 500",
                "redirect | 302 | '' | it answered 302",
                "no JSON | 200 | <html> | it is not JSON",
                "empty | 200 | '' | it is empty",
                "empty object | 200 | {} | keys are missing",
                "another document | 200 | '{\"a\": 1}' | no document of pattoo",
            })
    void answersThatAreNoDocumentAreNotPosted(String situation, int status, String text, String reason)
            throws IOException {
        try (RecordingHttpPeer spoke = RecordingHttpPeer.start()) {
            spoke.answer(request -> PeerAnswer.of(status, text));
            Hub hub = harness.spoke(spoke.port()).spoke(good.port()).start(server.port());
            assertThat(reasons(awaitPolls(hub, 1)).get(0)).as(situation).contains(reason);
            server.awaitRequests(1);
            assertThat(posted(server)).containsOnlyKeys("good");
        }
    }

    @Test
    void spokesThatHangOrDripKeepNobodyWaiting() throws IOException {
        for (int i = 0; i < 3; i++) {
            bad(PeerBehaviour.neverAnswers());
            bad(PeerBehaviour.answersSlowly(DRIPPED, Duration.ofMillis(100)));
        }
        Hub hub = harness.spoke(good.port()).start(server.port());
        server.awaitRequests(1);
        assertThat(hub.status().polls()).as("polls that have ended").isZero();
        HubStatus after = awaitPolls(hub, 1);
        assertThat(after.last().tookMillis()).isBetween(1_500L, 10_000L);
        assertThat(reasons(after).subList(0, 6))
                .allSatisfy(reason -> assertThat(reason).contains("within 2 s"));
    }

    @Test
    void deadSpokesThatTakeAWholePollDelayTheOthersOnce() throws IOException {
        for (int i = 0; i < 6; i++) {
            bad(PeerBehaviour.neverAnswers());
        }
        Hub hub = harness.concurrency(1)
                .spoke(good.port())
                .timeout(Duration.ofSeconds(1))
                .interval(Duration.ofSeconds(3))
                .start(server.port());
        HubStatus first = awaitPolls(hub, 1);
        assertThat(reasons(first).get(6)).contains("was not asked");
        // From now on those come first that were not asked in vain.
        good.awaitRequests(2);
        assertThat(hub.status().polls()).isLessThanOrEqualTo(3);
        await().until(() -> bad.stream().allMatch(peer -> peer.connections() > 0));
    }

    @Test
    void aPollEndsBeforeTheNextIsDue() throws IOException {
        for (int i = 0; i < 4; i++) {
            bad(PeerBehaviour.neverAnswers());
        }
        Hub hub = harness.concurrency(1)
                .timeout(Duration.ofSeconds(30))
                .interval(Duration.ofSeconds(2))
                .start(server.port());
        HubStatus after = awaitPolls(hub, 1);
        assertThat(after.last().tookMillis()).isLessThan(4_000);
        assertThat(reasons(after)).anySatisfy(reason -> assertThat(reason).contains("the poll had to end"));
        assertThat(reasons(after)).anySatisfy(reason -> assertThat(reason).contains("was not asked"));
        long failed = after.spokes().mapToLong(SpokeStatus::failed).sum();
        assertThat(failed).isEqualTo(4);
        awaitPolls(hub, 2);
    }

    @Test
    void endlessAnswersAndBombsAreCutOff() throws IOException {
        bad(PeerBehaviour.answersHuge(1L << 40));
        try (RecordingHttpPeer bomb = RecordingHttpPeer.start()) {
            byte[] zeros = new byte[64 << 20];
            Arrays.fill(zeros, (byte) ' ');
            PeerAnswer answer = PeerAnswer.of(200, zeros).gzipped();
            bomb.answer(request -> answer);
            Hub hub = harness.spoke(bomb.port()).spoke(good.port()).start(server.port());
            List<String> reasons = reasons(awaitPolls(hub, 1));
            assertThat(reasons.get(0)).contains("larger than 1 MiB");
            assertThat(reasons.get(1)).contains("larger than 1 MiB");
            assertThat(reasons.get(2)).isEmpty();
        }
    }

    @Test
    void aDocumentLargerThanAThreadsShareIsTakenAllTheSame() throws IOException {
        String large = new String(TestAgents.document("large"), StandardCharsets.UTF_8)
                .replace("{}", "\"" + "x".repeat(900_000) + "\"");
        try (RecordingHttpPeer spoke = RecordingHttpPeer.start()) {
            spoke.answer(request -> PeerAnswer.of(200, large).gzipped());
            Hub hub = harness.concurrency(256)
                    .interval(Duration.ofSeconds(1))
                    .spoke(spoke.port())
                    .start(server.port());
            await().until(() -> server.requests().size() >= 2);
            assertThat(server.requests().get(0).text()).isEqualTo(large);
            // The first time it had to be asked twice.
            assertThat(spoke.requests().size())
                    .isLessThanOrEqualTo(server.requests().size() + 2);
            assertThat(hub.status().count(SpokeStatus.State.FAILING)).isZero();
        }
    }
}
