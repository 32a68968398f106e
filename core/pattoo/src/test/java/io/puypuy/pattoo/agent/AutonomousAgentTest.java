package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.read.Programs;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.pattoo.document.ReceivedDocument;
import io.puypuy.pattoo.os.Trees;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AutonomousAgentTest {
    private static final String PROGRAM = "pattoo_agent_os_autonomousd";
    private static final Programs UNAME = (command, timeout, maxBytes) -> new Programs.Output(0, "unknown\n", "");

    private final Path folder;
    private final List<AutonomousAgent> agents = new ArrayList<>();

    AutonomousAgentTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void copyTree() throws Exception {
        Trees.copy("board", folder);
    }

    @AfterEach
    void close() {
        agents.forEach(AutonomousAgent::close);
    }

    private AutonomousAgent start(int port) throws IOException {
        return start(port, Duration.ofSeconds(1));
    }

    private AutonomousAgent start(int port, Duration interval) throws IOException {
        AutonomousAgent agent =
                new AutonomousAgent(TestAgents.settings(folder, PROGRAM, interval, port), Trees.files(folder), UNAME);
        agents.add(agent);
        agent.start();
        return agent;
    }

    private static ReceivedDocument document(RecordedRequest request) throws Exception {
        return new DocumentReader(DocumentLimits.DEFAULT).read(request.body());
    }

    @Test
    void postsTheMachineAtEachInterval() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            start(server.port());
            List<RecordedRequest> requests = server.awaitRequests(3);
            String id = Files.readString(folder.resolve("daemon/agent_id/" + PROGRAM + ".agent_id"));
            for (RecordedRequest request : requests) {
                ReceivedDocument document = document(request);
                assertThat(request.target()).hasToString("/pattoo/api/v1/agent/receive/" + id);
                assertThat(document.agentId()).isEqualTo(id);
                assertThat(document.intervalMillis()).isEqualTo(1_000);
                assertThat(document.dropped()).isZero();
                assertThat(document.datapoints()).hasSizeGreaterThan(50).allSatisfy(point -> {
                    assertThat(point.program()).isEqualTo(PROGRAM);
                    assertThat(point.target()).isEqualTo(point.hostname());
                });
            }
            assertThat(document(requests.get(1)).timestampMillis())
                    .isGreaterThan(document(requests.get(0)).timestampMillis());
        }
    }

    @Test
    void aMachineWithMoreThanOneDocumentCanHoldPostsSeveral() throws Exception {
        int interfaces = 2_500;
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < interfaces; i++) {
            lines.append("veth").append(i).append(": ").append("1 ".repeat(16)).append('\n');
        }
        Files.writeString(folder.resolve("proc/net/dev"), lines, StandardOpenOption.APPEND);
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            start(server.port(), Duration.ofHours(1));
            List<RecordedRequest> two = server.awaitRequests(2).subList(0, 2);
            assertThat(ofInterfaces(two)).hasSize(8 * interfaces);
        }
    }

    private static Set<String> ofInterfaces(List<RecordedRequest> requests) throws Exception {
        Set<String> checksums = new HashSet<>();
        for (RecordedRequest request : requests) {
            for (ReceivedDatapoint point : document(request).datapoints()) {
                if (point.postedMetadata().toString().contains("veth")) {
                    checksums.add(point.checksum());
                }
            }
        }
        return checksums;
    }

    @Test
    void whatTheServerMissesIsPostedInOrderWhenItIsBack() throws Exception {
        int port = FreePort.next();
        start(port);
        await().until(() -> spooled() >= 2);
        try (RecordingHttpPeer server = RecordingHttpPeer.start(port)) {
            List<Long> times = new ArrayList<>();
            for (RecordedRequest request : server.awaitRequests(4)) {
                times.add(document(request).timestampMillis());
            }
            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
    }

    private long spooled() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".batch")).count();
        }
    }

    @Test
    void aSecondOneOfTheSameIdIsRefused() throws Exception {
        int port = FreePort.next();
        start(port).close();
        start(port);
        assertThatThrownBy(() -> start(port)).isInstanceOf(IOException.class).hasMessageContaining("another process");
    }
}
