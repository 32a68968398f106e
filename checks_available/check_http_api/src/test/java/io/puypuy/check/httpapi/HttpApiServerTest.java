package io.puypuy.check.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.server.NginxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on a real nginx, and over TLS. */
class HttpApiServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static NginxServer server;

    @BeforeAll
    static void start() {
        server = NginxServer.start("""
            location = /hello { return 200 "hello"; }
            location = /moved { return 302 /hello; }
            location = /broken { return 500 "out of order"; }
            location = /secret {
                auth_basic "status";
                auth_basic_user_file users;
                stub_status;
            }
            """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String ini) {
        return CheckDriver.of(new HttpApiCheck(), "[HTTP]\n" + ini);
    }

    @Test
    void timesEachAddress() throws Exception {
        try (CheckDriver driver = driver(
                "upstream: " + server.uri("/hello") + ", " + server.uri("/moved") + "," + server.uri("/broken"))) {
            for (int run = 0; run < 2; run++) {
                CheckResult result = driver.run(START.plusSeconds((long) run * SECONDS));
                assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
                assertThat(result.outcome().message()).contains("/broken", "answered 500", "out of order");
                double whole = result.point("http_api", "path", "/hello").floating();
                double first = result.point("http_api_first_byte_time", "path", "/hello")
                        .floating();
                double connect =
                        result.point("http_api_connect_time", "path", "/hello").floating();
                assertThat(connect).isPositive().isLessThanOrEqualTo(first);
                assertThat(first).isLessThanOrEqualTo(whole);
                assertThat(result.point("http_api_content_length", "path", "/hello")
                                .integer())
                        .isEqualTo(5);
                assertThat(result.point("http_api_status", "path", "/moved").integer())
                        .isEqualTo(302);
                assertThat(result.point("http_api_up", "path", "/moved").integer())
                        .isEqualTo(1);
                assertThat(result.point("http_api_status", "path", "/broken").integer())
                        .isEqualTo(500);
                assertThat(result.points("http_api")).hasSize(2);
            }
        }
    }

    @Test
    void aServerThatComesBackIsUpAgain() throws Exception {
        try (CheckDriver driver = driver("upstream: " + server.uri("/hello"))) {
            assertThat(driver.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            server.process().stop();
            CheckResult down = driver.run(START.plusSeconds(SECONDS));
            assertThat(down.points("http_api")).isEmpty();
            assertThat(down.point("http_api_result", "path", "/hello").integer())
                    .isEqualTo(3);
            server.process().restart();
            assertThat(driver.run(START.plusSeconds(2 * SECONDS)).outcome().state())
                    .isEqualTo(JobStatus.State.OK);
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        String address = "upstream: " + server.uri("/secret") + "\nexpect_body: Active*Waiting\n";
        try (CheckDriver right = driver(address + "user: monitor\npass: open sesame\n");
                CheckDriver wrong = driver(address + "user: monitor\npass: guess\n");
                CheckDriver inAddress = driver("user: somebody\npass: else\nupstream: "
                        + server.uri("/secret").toString().replace("//", "//monitor:open%20sesame@"))) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(inAddress.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/secret", "401");
            assertThat(result.point("http_api_body_match", "path", "/secret").integer())
                    .isZero();
        }
    }

    @Test
    void saysWhenTheCertificateEnds(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer tls = FaultyTcpPeer.startTls(PeerBehaviour.status(200, "hello"))) {
            Path ca = folder.resolve("ca.pem");
            Files.writeString(ca, tls.certificatePem());
            Instant now = Instant.now();
            try (CheckDriver trusting =
                            driver("upstream: " + tls.uri("/") + ", " + tls.uri("/more") + "\nca_file: " + ca);
                    CheckDriver wary = driver("upstream: " + tls.uri("/"))) {
                CheckResult trusted = trusting.run(now);
                assertThat(trusted.outcome().message()).isEmpty();
                // Both have the same, made a moment ago for a day.
                assertThat(trusted.points("http_api_cert_expiry_days"))
                        .singleElement()
                        .satisfies(days -> assertThat(days.floating()).isBetween(0.9, 1.0));
                CheckResult result = wary.run(now);
                assertThat(result.outcome().message()).contains("certificate");
                assertThat(result.point("http_api_result", "path", "/").integer())
                        .isEqualTo(3);
            }
        }
    }
}
