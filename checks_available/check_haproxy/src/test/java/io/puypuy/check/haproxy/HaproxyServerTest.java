package io.puypuy.check.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.HaproxyServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check on a real HAProxy. */
class HaproxyServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static HaproxyServer server;

    @BeforeAll
    static void start() {
        server = HaproxyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String way) {
        String address =
                switch (way) {
                    case "page" -> "url: " + server.statistics() + "\nuser: monitor\npass: open sesame\n";
                    case "Unix socket" -> "stats_socket: " + server.unixSocket() + "\n";
                    default -> "stats_socket: " + server.tcpSocket() + "\n";
                };
        return CheckDriver.of(new HaproxyCheck(), "[HAProxy]\n" + address);
    }

    private static double total(CheckResult result, String rate, String tag, String value) {
        return result.point(rate, tag, value).floating() * SECONDS;
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "Unix socket", "TCP socket"})
    void countsTheRequestsThatWereMade(String way) throws Exception {
        try (CheckDriver driver = driver(way)) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("haproxy_http_response")).isEmpty();
            server.get("/page", 250);
            server.get("/missing", 50);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(responses(second, "web", "FRONTEND", "2xx")).isCloseTo(250, within(1e-6));
            assertThat(responses(second, "web", "FRONTEND", "4xx")).isCloseTo(50, within(1e-6));
            assertThat(responses(second, "web", "s1", "2xx")).isCloseTo(250, within(1e-6));
            assertThat(responses(second, "web", "s1", "5xx")).isZero();
            assertThat(total(second, "haproxy_sessions_total", "sv", "s1")).isCloseTo(300, within(1e-6));
            assertThat(second.point("haproxy_active_servers", "proxy", "web").integer())
                    .isEqualTo(1);
        }
    }

    private static double responses(CheckResult result, String proxy, String name, String statuses) {
        return result.points("haproxy_http_response").stream()
                        .filter(point -> point.series()
                                        .tags()
                                        .value("proxy")
                                        .orElse("")
                                        .equals(proxy)
                                && point.series().tags().value("sv").orElse("").equals(name)
                                && point.series()
                                        .tags()
                                        .value("class")
                                        .orElse("")
                                        .equals(statuses))
                        .findFirst()
                        .orElseThrow()
                        .floating()
                * SECONDS;
    }

    @Test
    void saysWhichServersAreUp() throws Exception {
        server.awaitDown("web", "s2");
        try (CheckDriver driver = driver("page")) {
            CheckResult result = driver.run(START);
            assertThat(result.point("haproxy_up", "sv", "s1").integer()).isEqualTo(1);
            assertThat(result.point("haproxy_up", "sv", "s2").integer()).isZero();
            assertThat(result.point("haproxy_check_failures", "sv", "s2").integer())
                    .isPositive();
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("page")) {
            server.get("/page", 50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("haproxy_sessions_total"))
                    .noneMatch(point ->
                            point.series().tags().value("sv").orElse("").equals("s1"));
            server.get("/page", 20);
            CheckResult third = driver.run(START.plusSeconds(2 * SECONDS));
            assertThat(total(third, "haproxy_sessions_total", "sv", "s1")).isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver wrong = CheckDriver.of(
                new HaproxyCheck(), "[HAProxy]\nurl: " + server.statistics() + "\nuser: monitor\npass: guess\n")) {
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/haproxy?stats", "401");
            assertThat(result.points("haproxy_up").get(0).integer()).isZero();
        }
    }
}
