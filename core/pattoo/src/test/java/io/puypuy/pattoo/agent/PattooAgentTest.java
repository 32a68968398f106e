package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.Target;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PattooAgentTest {
    private static final String PROGRAM = "LAVA_SCRIPT";
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final Path folder;
    private final RecordingHttpPeer server = RecordingHttpPeer.start();
    private final List<PattooAgent> agents = new ArrayList<>();

    PattooAgentTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        agents.forEach(PattooAgent::close);
        server.close();
    }

    private PattooAgent agent(int port) throws IOException {
        PattooAgent agent = PattooAgent.of(TestAgents.settings(folder, PROGRAM, port), INTERVAL);
        agents.add(agent);
        return agent;
    }

    private static Target target(String key, double value) {
        return new Target("SITE_A").add(Datapoint.of(key, value, DataType.FLOAT));
    }

    private Path cache(PattooAgent agent) {
        return folder.resolve("cache").resolve(agent.identity().id());
    }

    @Test
    void postsWhatWasAddedAndForgetsIt() throws Exception {
        PattooAgent agent = agent(server.port());
        assertThat(agent.add(target("ABC", 1.5)).post()).isEqualTo(Posted.stored());
        assertThat(agent.add(target("DEF", 2.5)).post()).isEqualTo(Posted.stored());
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0).text()).contains("\"abc\"", "20000").doesNotContain("\"def\"");
        assertThat(server.requests().get(1).text()).contains("\"def\"").doesNotContain("\"abc\"");
        assertThat(server.requests().get(0).text())
                .contains(agent.identity().id(), agent.identity().hostname(), PROGRAM);
    }

    @Test
    void postsNothingWithoutADatapoint() throws Exception {
        PattooAgent agent = agent(server.port());
        assertThat(agent.post().fate()).isEqualTo(Posted.Fate.NOTHING);
        assertThat(agent.add(new Target("SITE_A")).post().fate()).isEqualTo(Posted.Fate.NOTHING);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void itsIdStaysTheSame() throws Exception {
        assertThat(agent(server.port()).identity())
                .isEqualTo(agent(server.port()).identity());
    }

    @Test
    void aLaterRunPostsWhatAnEarlierOneCouldNot() throws Exception {
        try (PattooAgent first = agent(FreePort.next())) {
            assertThat(first.add(target("ABC", 1.5)).post()).satisfies(posted -> {
                assertThat(posted.fate()).isEqualTo(Posted.Fate.WAITING);
                assertThat(posted.reason()).contains("refused");
            });
        }
        assertThat(agent(server.port()).add(target("DEF", 2.5)).post()).isEqualTo(Posted.stored());
        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0).text()).contains("\"abc\"");
        assertThat(server.requests().get(1).text()).contains("\"def\"");
    }

    @Test
    void aCacheThatCannotBeUsedKeepsNoDocumentFromTheServer() throws Exception {
        Files.writeString(folder.resolve("cache"), "in the way");
        PattooAgent agent = agent(server.port());
        assertThat(agent.add(target("ABC", 1.5)).post()).isEqualTo(Posted.stored());
        assertThat(server.requests().get(0).text()).contains("\"abc\"");
        server.answer(request -> PeerAnswer.of(503, "busy"));
        assertThat(agent.add(target("DEF", 2.5)).post()).satisfies(posted -> {
            assertThat(posted.fate()).isEqualTo(Posted.Fate.LOST);
            assertThat(posted.reason()).contains("busy", "cannot use the cache directory");
        });
        Files.delete(folder.resolve("cache"));
        assertThat(agent.add(target("GHI", 3.5)).post().fate()).isEqualTo(Posted.Fate.WAITING);
    }

    @Test
    void aServerThatHangsKeepsAScriptForABoundedTimeOnly() throws Exception {
        try (FaultyTcpPeer hanging = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            long begin = System.nanoTime();
            try (PattooAgent agent = agent(hanging.port())) {
                assertThat(agent.add(target("ABC", 1.5)).post(Duration.ofSeconds(1)))
                        .isEqualTo(Posted.waiting("the server has not answered yet"));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
        }
    }

    @Test
    void tellsThatTheServerRefusesTheDocument() throws Exception {
        server.answer(request -> PeerAnswer.of(400, "not this"));
        assertThat(agent(server.port()).add(target("ABC", 1.5)).post().fate()).isEqualTo(Posted.Fate.REFUSED);
    }

    @Test
    void aRunBesideAnotherLeavesItsDocumentToTheNextOne() throws Exception {
        PattooAgent first = agent(server.port());
        first.add(target("ABC", 1.5)).post();
        PattooAgent second = agent(server.port());
        assertThat(second.add(target("DEF", 2.5)).post().fate()).isEqualTo(Posted.Fate.WAITING);
        assertThat(server.requests()).hasSize(1);
        letSettle(cache(first));
        first.add(target("GHI", 3.5)).post();
        await().until(() -> server.requests().size() == 3);
        assertThat(server.requests().get(1).text()).contains("\"def\"");
        assertThat(cache(first)).isDirectoryNotContaining("glob:**.json");
    }

    private static void letSettle(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }

    @Test
    void documentsOfPattoosOwnAgentGoFirst() throws Exception {
        PattooAgent agent = agent(server.port());
        Path cache = Files.createDirectories(cache(agent));
        Files.write(cache.resolve("1600000000000_" + agent.identity().id() + ".json"), TestAgents.document("old"));
        letSettle(cache);
        assertThat(agent.add(target("ABC", 1.5)).post()).isEqualTo(Posted.stored());
        assertThat(TestAgents.name(server.requests().get(0))).isEqualTo("old");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void whatAKilledProcessHadInItsSpoolIsPosted() throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingAgent.class.getName(),
                        folder.toString(),
                        Integer.toString(FreePort.next()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(folder.resolve("ready")));
        } finally {
            killed.destroyForcibly().waitFor();
        }
        LaneSettings settings = LaneSettings.DEFAULT;
        try (LazyHttp http = new LazyHttp();
                Outbox outbox = TestAgents.outbox(folder.resolve("cache"), server.port(), settings, http)) {
            outbox.openOrFail();
            await().until(() -> outbox.status().books().delivered() == HoldingAgent.DOCUMENTS);
            assertThat(server.requests().stream().map(TestAgents::name).sorted().distinct())
                    .hasSize(HoldingAgent.DOCUMENTS);
            assertThat(server.requests()).hasSize(HoldingAgent.DOCUMENTS);
        }
    }
}
