package io.puypuy.check.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.EtcdServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real etcd. */
class EtcdServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static EtcdServer server;

    @BeforeAll
    static void start() {
        server = EtcdServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver() {
        return CheckDriver.of(new EtcdCheck(), "[etcd]\nmetrics: " + server.uri("/metrics") + "\n");
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    private static double answered(CheckResult result) {
        return result.point("etcd_grpc_server_handled", "grpc_code", "OK").floating() * SECONDS;
    }

    @Test
    void countsTheKeysThatWereWritten() throws Exception {
        server.put(1);
        try (CheckDriver driver = driver()) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("etcd_server_has_leader").get(0).integer()).isEqualTo(1);
            assertThat(first.points("etcd_server_is_leader").get(0).integer()).isEqualTo(1);
            assertThat(first.points("etcd_server_proposals_committed")).isEmpty();
            server.put(100);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "etcd_server_proposals_committed")).isCloseTo(100, within(1e-6));
            assertThat(total(second, "etcd_server_proposals_applied")).isCloseTo(100, within(1e-6));
            assertThat(total(second, "etcd_server_leader_changes")).isZero();
            assertThat(answered(second)).isCloseTo(100, within(1e-6));
            // Each key goes to the disk before it is acknowledged; the average is the growth of one by that of the
            // other.
            double syncs = total(second, "etcd_disk_wal_fsync_duration_seconds_count");
            assertThat(syncs).isGreaterThanOrEqualTo(100);
            assertThat(second.points("etcd_disk_wal_fsync_avg").get(0).floating())
                    .isCloseTo(total(second, "etcd_disk_wal_fsync_duration_seconds_sum") / syncs, within(1e-9));
            assertThat(second.points("etcd_mvcc_db_total_size").get(0).integer())
                    .isPositive();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        server.put(60);
        try (CheckDriver driver = driver()) {
            driver.run(START);
            server.process().restart();
            CheckResult after = driver.run(START.plusSeconds(SECONDS));
            assertThat(after.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(after.points("etcd_grpc_server_handled"))
                    .noneMatch(point ->
                            point.series().tags().value("grpc_code").orElse("").equals("OK"));
            assertThat(after.points("etcd_disk_wal_fsync_avg")).isEmpty();
            server.put(20);
            assertThat(answered(driver.run(START.plusSeconds(2 * SECONDS)))).isCloseTo(20, within(1e-6));
        }
    }
}
