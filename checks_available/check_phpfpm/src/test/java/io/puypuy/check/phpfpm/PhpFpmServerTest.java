package io.puypuy.check.phpfpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.NginxServer;
import io.puypuy.testkit.server.PhpFpmServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real PHP-FPM behind a real nginx. */
class PhpFpmServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static PhpFpmServer server;
    private static NginxServer nginx;

    @BeforeAll
    static void start() {
        server = PhpFpmServer.start();
        nginx = NginxServer.start("""
            location = /fpm-status { %1$s }
            location = /ping { %2$s }
            location = /secret { auth_basic "status"; auth_basic_user_file users; %1$s }
            """.formatted(server.handOn("/fpm-status"), server.handOn("/ping")));
    }

    @AfterAll
    static void stop() {
        nginx.close();
        server.close();
    }

    private static CheckDriver driver(String more) {
        return CheckDriver.of(new PhpFpmCheck(), "[PhpFPM]\naddress: " + nginx.uri("") + "\n" + more);
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsTheRequestsThatWereMade() throws Exception {
        try (CheckDriver driver = driver("")) {
            CheckResult first = driver.run(START);
            assertThat(first.points("phpfpm_conns_per_sec")).isEmpty();
            server.get(nginx.uri("/ping"), 250);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // The check's own second request is one more.
            assertThat(total(second, "phpfpm_conns_per_sec")).isCloseTo(251, within(1e-6));
            // The process of the last request may not have come to rest yet.
            long active = second.point("phpfpm_proc_active", "pool", "www").integer();
            assertThat(active).isBetween(1L, 2L);
            assertThat(second.point("phpfpm_proc_total", "pool", "www").integer())
                    .isEqualTo(2);
            assertThat(second.point("phpfpm_proc_usage_percent", "pool", "www").floating())
                    .isEqualTo(50.0 * active);
        }
    }

    @Test
    void tellsTheProcessesApart() throws Exception {
        try (CheckDriver driver = driver("processes: yes\n")) {
            long before = requests(driver.run(START));
            server.get(nginx.uri("/ping"), 30);
            assertThat(requests(driver.run(START.plusSeconds(SECONDS)))).isEqualTo(before + 31);
        }
    }

    private static long requests(CheckResult result) {
        assertThat(result.points("phpfpm_process_requests")).hasSize(2);
        return result.points("phpfpm_process_requests").stream()
                .mapToLong(DataPoint::integer)
                .sum();
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("")) {
            server.get(nginx.uri("/ping"), 50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("phpfpm_conns_per_sec")).isEmpty();
            server.get(nginx.uri("/ping"), 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "phpfpm_conns_per_sec"))
                    .isCloseTo(21, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver right = driver("stats: /secret\nuser: monitor\npass: open sesame\n");
                CheckDriver wrong = driver("stats: /secret\nuser: monitor\npass: guess\n")) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/secret", "401");
        }
    }
}
