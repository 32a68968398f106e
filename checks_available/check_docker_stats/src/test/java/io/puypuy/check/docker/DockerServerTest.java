package io.puypuy.check.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.DockerServer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real Docker Engine. */
class DockerServerTest {

    private static final int SECONDS = 10;
    private static final long LIMIT = 64L << 20;
    private static final int PINGS = 20;
    // Headers of Ethernet, IP and ICMP, and 56 bytes.
    private static final int PING_BYTES = 98;
    // Of a question or an answer about an address.
    private static final int ASKING_BYTES = 42;

    private static DockerServer server;

    private final Instant begin = Instant.now();

    @BeforeAll
    static void start() throws Exception {
        server = DockerServer.start();
        server.run("web1", "{\"Memory\":" + LIMIT + "}");
        server.run("bare", "{\"NetworkMode\":\"none\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(Path socket) {
        return CheckDriver.of(new DockerCheck(), "[Docker]\nunix_socket: " + socket + "\n");
    }

    private static void ping() throws Exception {
        server.execute("web1", "/bin/ping", "-c", Integer.toString(PINGS), "-i", "0.01", "172.17.0.1");
    }

    private static DataPoint only(CheckResult result, String metric) {
        return result.point(metric, "container", "web1");
    }

    @Test
    void countsThePacketsThatWereSent() throws Exception {
        try (CheckDriver driver = driver(server.socket())) {
            CheckResult first = driver.run(begin);
            assertThat(first.outcome().message()).isEmpty();
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("docker_bytes_tx")).isEmpty();
            assertThat(first.point("docker_containers", "state", "running").integer())
                    .isEqualTo(2);
            assertThat(only(first, "docker_mem_limit").integer()).isEqualTo(LIMIT);
            assertThat(only(first, "docker_pids").integer()).isBetween(1L, 3L);
            assertThat(first.point("docker_pids", "container", "bare").integer())
                    .isBetween(1L, 3L);
            ping();
            CheckResult second = driver.run(begin.plusSeconds(SECONDS));
            // Besides, each side may ask for the other's address now and then.
            double packets = only(second, "docker_tx_packets").floating() * SECONDS;
            assertThat(packets).isBetween((double) PINGS, PINGS + 6.0);
            double bytes = only(second, "docker_bytes_tx").floating() * SECONDS;
            assertThat(bytes - (packets - PINGS) * ASKING_BYTES).isCloseTo(PINGS * PING_BYTES, within(1e-6));
            assertThat(only(second, "docker_master_cpu_usage").floating()).isBetween(0.0, 100.0);
            assertThat(only(second, "docker_mem_percent_used").floating()).isBetween(0.0, 100.0);
            assertThat(only(second, "docker_container_restarts").integer()).isZero();
        }
    }

    @Test
    void aRestartOfAContainerInventsNothing() throws Exception {
        ping();
        try (CheckDriver driver = driver(server.socket())) {
            driver.run(begin);
            server.restart("web1");
            CheckResult after = driver.run(begin.plusSeconds(SECONDS));
            assertThat(after.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(after.points("docker_bytes_tx")).isEmpty();
            ping();
            CheckResult later = driver.run(begin.plusSeconds(2 * SECONDS));
            assertThat(only(later, "docker_tx_packets").floating() * SECONDS).isBetween((double) PINGS, PINGS + 6.0);
        }
    }

    @Test
    void aSocketWithoutEngineFailsAndSaysSo() throws Exception {
        try (CheckDriver driver = driver(Path.of("/var/run/no-docker.sock"))) {
            CheckResult result = driver.run(begin);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/var/run/no-docker.sock");
            assertThat(result.points()).isEmpty();
        }
    }
}
