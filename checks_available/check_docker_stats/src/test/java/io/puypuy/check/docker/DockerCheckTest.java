package io.puypuy.check.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerConnection;
import io.puypuy.testkit.peer.UnixPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCheckTest extends ReplyContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new DockerCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Docker]\nstats: http://127.0.0.1:" + port + "/containers/\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "docker-20.10";
    }

    @Test
    void asksAtTheSocketWhereThereIsOne(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (UnixPeer peer = UnixPeer.start(socket, DockerCheckTest::noContainers);
                CheckDriver driver = CheckDriver.of(
                        new DockerCheck(),
                        "[Docker]\nstats: http://127.0.0.1:1/containers\nunix_socket: " + socket + "\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.point("docker_containers", "state", "running").integer())
                    .isZero();
            assertThat(peer.connections()).isPositive();
        }
    }

    /** As engines do that read once a second for all who wait. */
    @Test
    void asksForManyContainersAtOnce(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("docker.sock");
        CountDownLatch waiting = new CountDownLatch(ParallelRequests.MOST);
        try (UnixPeer peer = UnixPeer.start(socket, connection -> answerTogether(connection, waiting));
                CheckDriver driver = CheckDriver.of(
                        new DockerCheck(), "[Docker]\nunix_socket: " + socket + "\ndetailed: no\ntimeout: 20s\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("docker_mem_cur_usage")).hasSize(ParallelRequests.MOST + 1);
        }
    }

    private static void answerTogether(PeerConnection connection, CountDownLatch waiting) throws IOException {
        String asked = connection.readHead();
        String body = "{\"ContainersRunning\":17,\"cpu_stats\":{},\"memory_stats\":{\"usage\":1}}";
        if (asked.startsWith("GET /containers/json ")) {
            body = IntStream.rangeClosed(0, ParallelRequests.MOST)
                    .mapToObj(i -> "{\"Id\":\"id" + i + "\",\"Names\":[\"/name" + i + "\"]}")
                    .collect(Collectors.joining(",", "[", "]"));
        } else if (asked.contains("/stats?")) {
            waiting.countDown();
            try {
                assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static void noContainers(PeerConnection connection) throws IOException {
        String body = connection.readHead().startsWith("GET /info ") ? "{\"ContainersRunning\":0}" : "[]";
        connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new DockerCheck(),
                        "[Docker]\nstats: /containers\ndetailed: all\nmemstats: 2\nprettyname: yes\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains(":2: [Docker] stats = \"/containers\": not an address"),
                        fault -> assertThat(fault).contains(":3: [Docker] detailed = \"all\": not a truth"),
                        fault -> assertThat(fault).contains(":4: [Docker] memstats = \"2\": not a truth"),
                        fault -> assertThat(fault).contains("unknown key; did you mean \"prettynames\"?"));
    }
}
