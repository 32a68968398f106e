package io.puypuy.check.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.NginxServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real nginx. */
class NginxServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static NginxServer server;

    @BeforeAll
    static void start() {
        server = NginxServer.start("""
                location = /nginx_status { stub_status; }
                location = /secret {
                    stub_status;
                    auth_basic "status";
                    auth_basic_user_file users;
                }
                location / { return 200 "hello"; }
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String more) {
        return CheckDriver.of(new NginxCheck(), "[NginX]\naddress: " + server.uri("") + "\n" + more);
    }

    private static void ask(int requests) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < requests; i++) {
            client.send(
                    HttpRequest.newBuilder(server.uri("/"))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsTheRequestsThatWereMade() throws Exception {
        try (CheckDriver driver = driver("")) {
            CheckResult first = driver.run(START);
            assertThat(first.points("nginx_requests")).isEmpty();
            assertThat(first.points("nginx_up").get(0).integer()).isEqualTo(1);
            ask(250);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // The check's own second request is one more.
            assertThat(total(second, "nginx_requests")).isCloseTo(251, within(1e-6));
            assertThat(total(second, "nginx_accept")).isBetween(1.0, 2.0);
            assertThat(total(second, "nginx_dropped")).isZero();
            assertThat(second.points("nginx_writing").get(0).integer()).isEqualTo(1);
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("")) {
            ask(50);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("nginx_requests")).isEmpty();
            ask(20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "nginx_requests"))
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
