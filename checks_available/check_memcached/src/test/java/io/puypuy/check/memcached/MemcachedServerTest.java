package io.puypuy.check.memcached;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.MemcachedServer;
import io.puypuy.testkit.server.MemcachedServer.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The check on a real memcached. */
class MemcachedServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;
    private static final String STATS = "stats\r\n";

    private static CheckDriver driver(MemcachedServer server, String more) {
        return CheckDriver.of(new MemcachedCheck(), "[Memcached]\nport: " + server.port() + "\n" + more);
    }

    private static long number(CheckResult result, String metric) {
        return result.points(metric).get(0).integer();
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
        try (MemcachedServer server = MemcachedServer.start(Kind.PLAIN);
                CheckDriver driver = driver(server, "")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("memcached_cmd_get")).isEmpty();
            assertThat(number(first, "memcached_curr_items")).isZero();
            String work = "set hello 0 0 5\r\nworld\r\n".repeat(40)
                    + "get hello\r\n".repeat(300)
                    + "get nobody\r\n".repeat(100)
                    + "incr nobody 1\r\n".repeat(7)
                    + "delete nobody\r\n".repeat(5);
            server.send(work, 40 + 300 * 3 + 100 + 7 + 5);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "memcached_cmd_set")).isCloseTo(40, within(1e-6));
            assertThat(total(second, "memcached_total_items")).isCloseTo(40, within(1e-6));
            assertThat(total(second, "memcached_cmd_get")).isCloseTo(400, within(1e-6));
            assertThat(total(second, "memcached_get_hits")).isCloseTo(300, within(1e-6));
            assertThat(total(second, "memcached_get_misses")).isCloseTo(100, within(1e-6));
            assertThat(total(second, "memcached_incr_misses")).isCloseTo(7, within(1e-6));
            assertThat(total(second, "memcached_delete_misses")).isCloseTo(5, within(1e-6));
            // The check's own question is read too.
            assertThat(total(second, "memcached_bytes_read")).isCloseTo(work.length() + STATS.length(), within(1e-6));
            assertThat(second.points("memcached_hit_percent").get(0).floating()).isEqualTo(75);
            assertThat(number(second, "memcached_curr_items")).isEqualTo(1);
            assertThat(number(second, "memcached_bytes")).isPositive();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(Kind.PLAIN);
                CheckDriver driver = driver(server, "")) {
            server.send("get nobody\r\n".repeat(50), 50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("memcached_get_misses")).isEmpty();
            assertThat(result.points("memcached_hit_percent")).isEmpty();
            server.send("get nobody\r\n".repeat(20), 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "memcached_get_misses"))
                    .isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void logsIn() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(Kind.USERS);
                CheckDriver right = driver(server, "user: monitor\npassword: sesame\n");
                CheckDriver wrong = driver(server, "user: monitor\npassword: guess\n");
                CheckDriver none = driver(server, "")) {
            CheckResult result = right.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("memcached_uptime")).hasSize(1);
            assertRefused(wrong.run(START), "stats was refused", "unauthenticated");
            assertRefused(none.run(START), "stats was refused", "unauthenticated");
        }
    }

    @Test
    void leavesNoPasswordWhereNobodyLogsIn() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(Kind.PLAIN);
                CheckDriver driver = driver(server, "user: monitor\npassword: sesame\n")) {
            server.send("set login 0 0 4\r\nmine\r\n", 1);
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(server.send("get login\r\n", 3)).containsExactly("VALUE login 0 4", "mine", "END");
            assertThat(server.send("get puypuy_login\r\n", 1)).containsExactly("END");
        }
    }

    @Test
    void speaksTlsWithWhomItTrusts() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(Kind.TLS);
                CheckDriver trusting = driver(server, "tls: yes\nca_file: " + server.certificate() + "\n");
                CheckDriver careful = driver(server, "tls: yes\n");
                CheckDriver plain = driver(server, "timeout: 1s\n")) {
            CheckResult result = trusting.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("memcached_uptime")).hasSize(1);
            assertRefused(careful.run(START), "not trusted");
            // With a reset or an orderly end, as it happens.
            CheckResult unwanted = plain.run(START);
            assertThat(unwanted.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(unwanted.points()).isEmpty();
        }
    }

    @Test
    void speaksOverTheSocket() throws Exception {
        try (MemcachedServer server = MemcachedServer.start(Kind.SOCKET);
                CheckDriver driver = driver(server, "unix_socket: " + server.unixSocket() + "\n")) {
            assertThat(driver.run(START).points("memcached_uptime")).hasSize(1);
        }
    }
}
