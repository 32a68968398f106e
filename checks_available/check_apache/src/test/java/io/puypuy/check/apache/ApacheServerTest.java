package io.puypuy.check.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.ApacheServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real Apache httpd. */
class ApacheServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static ApacheServer server;

    @BeforeAll
    static void start() {
        server = ApacheServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String path, String more) {
        return CheckDriver.of(new ApacheCheck(), "[Apache]\nurl: " + server.uri(path) + "\n" + more);
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsTheRequestsThatWereMade() throws Exception {
        try (CheckDriver driver = driver("/server-status?auto", "")) {
            CheckResult first = driver.run(START);
            assertThat(first.points("apache_accesses")).isEmpty();
            long before = first.points("apache_totalaccesses").get(0).integer();
            // The check's own first request is one more.
            server.get("/page", 250);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "apache_accesses")).isCloseTo(251, within(1e-6));
            assertThat(second.points("apache_totalaccesses").get(0).integer()).isEqualTo(before + 251);
            assertThat(total(second, "apache_bytes")).isBetween(250.0 * 10_000, 250.0 * 11_000);
            assertThat(second.point("apache_scoreboard", "state", "sending").integer())
                    .isEqualTo(second.points("apache_busyworkers").get(0).integer());
            assertThat(second.points("apache_idleworkers").get(0).integer()).isPositive();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("/server-status?auto", "")) {
            server.get("/page", 50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("apache_accesses")).isEmpty();
            server.get("/page", 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "apache_accesses"))
                    .isCloseTo(21, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver right = driver("/secret?auto", "user: monitor\npass: open sesame\n");
                CheckDriver wrong = driver("/secret?auto", "user: monitor\npass: guess\n")) {
            CheckResult allowed = right.run(START);
            assertThat(allowed.outcome().state()).isEqualTo(JobStatus.State.OK);
            // PuyPuy lost the totals as soon as a password was sent.
            assertThat(allowed.points("apache_totalaccesses")).hasSize(1);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/secret", "401");
        }
    }
}
