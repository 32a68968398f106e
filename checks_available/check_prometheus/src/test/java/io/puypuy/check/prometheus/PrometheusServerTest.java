package io.puypuy.check.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.NginxServer;
import io.puypuy.testkit.server.PrometheusServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on the page of a real Prometheus. */
class PrometheusServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static PrometheusServer server;

    @BeforeAll
    static void start() {
        server = PrometheusServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String more) {
        return CheckDriver.of(new PrometheusCheck(), "[Prometheus]\nurl: " + server.uri("/metrics") + "\n" + more);
    }

    private static void query(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            server.query("1", START);
        }
    }

    private static double total(CheckResult result, String metric) {
        return result.point(metric, "handler", "/api/v1/query").floating() * SECONDS;
    }

    @Test
    void countsTheQueriesThatWereMade() throws Exception {
        query(1);
        try (CheckDriver driver = driver("")) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("prometheus_up").get(0).integer()).isEqualTo(1);
            assertThat(first.points("prometheus_http_requests_total")).isEmpty();
            assertThat(first.points("process_open_fds").get(0).floating()).isGreaterThan(3);
            query(200);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "prometheus_http_requests_total")).isCloseTo(200, within(1e-6));
            assertThat(total(second, "prometheus_http_request_duration_seconds_count"))
                    .isCloseTo(200, within(1e-6));
            assertThat(second.points("prometheus_http_request_duration_seconds"))
                    .filteredOn(point ->
                            point.series().tags().value("handler").orElse("").equals("/api/v1/query"))
                    .hasSize(3)
                    .allSatisfy(point -> assertThat(point.floating()).isBetween(0.0, 120.0));
        }
    }

    @Test
    void addsUpWhatIsToldApartByOtherLabels() throws Exception {
        query(1);
        try (CheckDriver driver = driver("include: prometheus_http_requests\ntags: code\nprefix: tsdb_\n")) {
            driver.run(START);
            query(30);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // The check's own request is counted when it is answered, so that the first is among them.
            assertThat(second.point("tsdb_prometheus_http_requests_total", "code", "200")
                                    .floating()
                            * SECONDS)
                    .isCloseTo(31, within(1e-6));
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        query(50);
        try (CheckDriver driver = driver("")) {
            driver.run(START);
            server.process().restart();
            query(3);
            CheckResult after = driver.run(START.plusSeconds(SECONDS));
            assertThat(after.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(after.points("prometheus_http_requests_total"))
                    .noneMatch(point ->
                            point.series().tags().value("handler").orElse("").equals("/api/v1/query"));
            query(7);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "prometheus_http_requests_total"))
                    .isCloseTo(7, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        String locations = """
                location = /metrics {
                    auth_basic "metrics";
                    auth_basic_user_file users;
                    proxy_pass %s;
                }
                location / { return 200 "hello"; }
                """.formatted(server.uri("/metrics"));
        try (NginxServer guarded = NginxServer.start(locations);
                CheckDriver right = CheckDriver.of(new PrometheusCheck(), section(guarded, "open sesame"));
                CheckDriver wrong = CheckDriver.of(new PrometheusCheck(), section(guarded, "guess"))) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/metrics", "401", "user and pass");
            assertThat(result.points("prometheus_up").get(0).integer()).isZero();
        }
    }

    private static String section(NginxServer guarded, String password) {
        return "[Prometheus]\nurl: " + guarded.uri("/metrics") + "\nuser: monitor\npass: " + password + "\n";
    }
}
