package io.puypuy.check.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.RedisServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real Redis. */
class RedisServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static RedisServer server;

    @BeforeAll
    static void start() {
        server = RedisServer.start();
        server.send(1, "ACL SETUSER monitor on >opensesame +info", 1);
        server.send(1, "ACL SETUSER blind on >opensesame +ping", 1);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(int port, String more) {
        return CheckDriver.of(new RedisCheck(), "[Redis]\nport: " + port + "\n" + more);
    }

    private static double number(CheckResult result, String metric) {
        return Double.parseDouble(result.points(metric).get(0).valueText());
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    private static void assertRefused(CheckResult result, String... words) {
        assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(result.outcome().message()).contains(words);
        assertThat(result.points()).isEmpty();
    }

    @Test
    void countsTheCommandsThatWereSent() throws Exception {
        try (RedisServer own = RedisServer.start();
                CheckDriver driver = driver(own.port(), "")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("redis_total_commands_processed")).isEmpty();
            assertThat(first.points("redis_hit_percent")).isEmpty();
            own.send(1, "SET hello world", 1);
            own.send(1, "SET short life EX 1000", 1);
            own.send(300, "GET hello", 2);
            own.send(100, "GET nobody", 1);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // The check's own first INFO is one more.
            assertThat(total(second, "redis_total_commands_processed")).isCloseTo(403, within(1e-6));
            assertThat(total(second, "redis_keyspace_hits")).isCloseTo(300, within(1e-6));
            assertThat(total(second, "redis_keyspace_misses")).isCloseTo(100, within(1e-6));
            assertThat(number(second, "redis_hit_percent")).isEqualTo(75);
            assertThat(second.point("redis_db_keys", "db", "0").integer()).isEqualTo(2);
            assertThat(second.point("redis_db_expires", "db", "0").integer()).isEqualTo(1);
            assertThat(number(second, "redis_connected_clients")).isEqualTo(1);
            assertThat(number(second, "redis_rdb_changes_since_last_save")).isEqualTo(2);
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (RedisServer own = RedisServer.start();
                CheckDriver driver = driver(own.port(), "")) {
            own.send(50, "GET nobody", 1);
            driver.run(START);
            own.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("redis_total_commands_processed")).isEmpty();
            assertThat(result.points("redis_keyspace_misses")).isEmpty();
            assertThat(result.points("redis_hit_percent")).isEmpty();
            own.send(20, "GET nobody", 1);
            CheckResult next = driver.run(START.plusSeconds(2 * SECONDS));
            assertThat(total(next, "redis_keyspace_misses")).isCloseTo(20, within(1e-6));
            assertThat(number(next, "redis_hit_percent")).isZero();
        }
    }

    @Test
    void logsInWithAPassword() throws Exception {
        try (RedisServer locked = RedisServer.start("--requirepass", "open \"sesame");
                CheckDriver right = driver(locked.port(), "auth: open \"sesame\n");
                CheckDriver wrong = driver(locked.port(), "auth: guess\n");
                CheckDriver none = driver(locked.port(), "auth: False\n")) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            assertRefused(wrong.run(START), "AUTH was refused", "WRONGPASS");
            assertRefused(none.run(START), "INFO was refused", "NOAUTH");
        }
    }

    @Test
    void logsInAsAUser() throws Exception {
        try (CheckDriver right = driver(server.port(), "user: monitor\nauth: opensesame\n");
                CheckDriver blind = driver(server.port(), "user: blind\nauth: opensesame\n");
                CheckDriver needless = driver(server.port(), "auth: opensesame\n")) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            assertRefused(blind.run(START), "INFO was refused", "NOPERM");
            assertRefused(needless.run(START), "AUTH was refused", "without any password");
        }
    }

    @Test
    void speaksTlsWithWhomItTrusts() throws Exception {
        try (CheckDriver trusting = driver(server.tlsPort(), "tls: yes\nca_file: " + server.certificate() + "\n");
                CheckDriver careful = driver(server.tlsPort(), "tls: yes\n")) {
            CheckResult result = trusting.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("redis_used_memory")).hasSize(1);
            assertRefused(careful.run(START), "not trusted");
        }
    }

    @Test
    void speaksOverTheSocket() throws Exception {
        try (CheckDriver driver = driver(1, "unix_socket: " + server.unixSocket() + "\n")) {
            assertThat(driver.run(START).points("redis_used_memory")).hasSize(1);
        }
    }

    @Test
    void seesBothSidesOfReplication() throws Exception {
        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(server.port()));
                CheckDriver master = driver(server.port(), "");
                CheckDriver slave = driver(replica.port(), "")) {
            await().untilAsserted(() -> {
                assertThat(number(slave.run(Instant.now()), "redis_master_link_up"))
                        .isEqualTo(1);
                CheckResult result = master.run(Instant.now());
                assertThat(number(result, "redis_connected_slaves")).isEqualTo(1);
                assertThat(result.point("redis_repl_lag", "replica", "127.0.0.1:" + replica.port())
                                .integer())
                        .isBetween(0L, 5L);
            });
        }
    }
}
