package io.puypuy.check.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.ZookeeperServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The check on a real ZooKeeper. */
class ZookeeperServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;
    /** Packets of the check itself between the totals of two runs: ruok of the first, mntr of the second. */
    private static final int OWN = 2;

    private static CheckDriver driver(ZookeeperServer server) {
        return CheckDriver.of(new ZookeeperCheck(), "[ZooKeeper]\nport: " + server.port() + "\n");
    }

    private static long number(CheckResult result, String metric) {
        return result.points(metric).get(0).integer();
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsThePacketsThatWereSent() throws Exception {
        try (ZookeeperServer server = ZookeeperServer.start("mntr,ruok");
                CheckDriver driver = driver(server)) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().message()).isEmpty();
            assertThat(first.points("zk_packets_received")).isEmpty();
            assertThat(number(first, "zk_ok")).isEqualTo(1);
            assertThat(first.point("zk_server_state", "state", "standalone").integer())
                    .isEqualTo(1);
            server.createNodes("first", 100);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // One more packet opens the session.
            assertThat(total(second, "zk_packets_received")).isCloseTo(101 + OWN, within(1e-6));
            assertThat(total(second, "zk_connection_request_count")).isCloseTo(1, within(1e-6));
            assertThat(total(second, "zk_cnt_updatelatency")).isCloseTo(101, within(1e-6));
            assertThat(number(second, "zk_znode_count") - number(first, "zk_znode_count"))
                    .isEqualTo(100);
            assertThat(second.points("zk_avg_latency").get(0).floating()).isNotNegative();

            server.process().restart();
            CheckResult third = driver.run(START.plusSeconds(2 * SECONDS));
            assertThat(third.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(third.points("zk_packets_received")).isEmpty();
            // What is stored outlives the server.
            assertThat(number(third, "zk_znode_count")).isEqualTo(number(second, "zk_znode_count"));
            server.createNodes("second", 20);
            CheckResult fourth = driver.run(START.plusSeconds(3 * SECONDS));
            assertThat(total(fourth, "zk_packets_received")).isCloseTo(21 + OWN, within(1e-6));
        }
    }

    @Test
    void saysThatTheCommandIsNotAllowed() throws Exception {
        try (ZookeeperServer server = ZookeeperServer.start("srvr");
                CheckDriver driver = driver(server)) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message())
                    .contains("does not allow the command mntr", "4lw.commands.whitelist");
            assertThat(result.points()).isEmpty();
        }
    }
}
