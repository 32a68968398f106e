package io.puypuy.check.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.api.read.Http;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.PeerConnection;
import io.puypuy.testkit.peer.UnixPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
        CountDownLatch waiting = new CountDownLatch(Http.MOST_AT_ONCE);
        try (UnixPeer peer = UnixPeer.start(socket, connection -> answerTogether(connection, waiting));
                CheckDriver driver = CheckDriver.of(
                        new DockerCheck(), "[Docker]\nunix_socket: " + socket + "\ndetailed: no\ntimeout: 20s\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("docker_mem_cur_usage")).hasSize(Http.MOST_AT_ONCE + 1);
        }
    }

    private static void answerTogether(PeerConnection connection, CountDownLatch waiting) throws IOException {
        String asked = connection.readHead();
        String body = "{\"ContainersRunning\":33,\"cpu_stats\":{},\"memory_stats\":{\"usage\":1}}";
        if (asked.startsWith("GET /containers/json ")) {
            body = IntStream.rangeClosed(0, Http.MOST_AT_ONCE)
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

    @Test
    void containersHavePointsThoughTheEngineDoesNotSayHowItIs(@TempDir Path folder) throws Exception {
        CheckResult result = withoutInfo(folder);
        assertThat(result.outcome().message()).contains("info");
        assertThat(result.point("docker_mem_cur_usage", "container", "web").integer())
                .isEqualTo(7);
        // Its limit of 2^64 - 1 is none.
        assertThat(result.points("docker_mem_limit")).isEmpty();
        assertThat(result.points("docker_mem_percent_used")).isEmpty();
    }

    @Test
    void aContainerThatWaitsForItsNextRestartHasNoReadings(@TempDir Path folder) throws Exception {
        CheckResult result = withoutInfo(folder);
        assertThat(containers(result, "docker_container_restarts")).containsExactlyInAnyOrder("web", "broken", "ended");
        assertThat(containers(result, "docker_cpu_periods")).containsExactly("web", "ended");
        assertThat(containers(result, "docker_container_uptime")).containsExactly("web");
    }

    private static CheckResult withoutInfo(Path folder) throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (UnixPeer peer = UnixPeer.start(socket, DockerCheckTest::answerAllButInfo);
                CheckDriver driver =
                        CheckDriver.of(new DockerCheck(), "[Docker]\nunix_socket: " + socket + "\ntimeout: 1s\n")) {
            return driver.run(START);
        }
    }

    private static List<String> containers(CheckResult result, String metric) {
        return result.points(metric).stream()
                .map(point -> point.series().tags().value("container").orElse(""))
                .toList();
    }

    private static void answerAllButInfo(PeerConnection connection) throws IOException, InterruptedException {
        String asked = connection.readHead();
        if (asked.startsWith("GET /info ")) {
            PeerBehaviour.neverAnswers().serve(connection);
            return;
        }
        boolean broken = asked.contains("/broken/");
        String body = "[{\"Id\":\"web\",\"Names\":[\"/web\"]},{\"Id\":\"broken\",\"Names\":[\"/broken\"]},"
                + "{\"Id\":\"ended\",\"Names\":[\"/ended\"]}]";
        if (asked.contains("/stats?")) {
            body = broken
                    ? "{\"read\":\"0001-01-01T00:00:00Z\",\"cpu_stats\":{\"throttling_data\":{\"periods\":0}},"
                            + "\"memory_stats\":{}}"
                    : "{\"read\":\"2026-01-01T00:00:00Z\",\"cpu_stats\":{\"throttling_data\":{\"periods\":1}},"
                            + "\"memory_stats\":{\"usage\":7,\"limit\":18446744073709551615}}";
        } else if (!asked.startsWith("GET /containers/json ")) {
            body = "{\"RestartCount\":1,\"State\":{\"StartedAt\":\"2025-12-31T23:00:00Z\",\"Restarting\":" + broken
                    + ",\"Running\":" + !asked.contains("/ended/") + "}}";
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
