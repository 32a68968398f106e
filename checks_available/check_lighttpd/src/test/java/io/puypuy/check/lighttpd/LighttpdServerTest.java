package io.puypuy.check.lighttpd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.LighttpdServer;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real lighttpd. */
class LighttpdServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;
    private static final int PAGE_KB = 100;

    private static LighttpdServer server;

    @BeforeAll
    static void start() {
        server = LighttpdServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(URI address, String more) {
        return CheckDriver.of(new LighttpdCheck(), "[Lighttpd]\naddress: " + address + "\n" + more);
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    @Test
    void countsTheRequestsThatWereMade() throws Exception {
        try (CheckDriver driver = driver(server.uri(""), "")) {
            server.awaitCounted();
            CheckResult first = driver.run(START);
            assertThat(first.points("lighttpd_accesses")).isEmpty();
            server.get("/page", 250);
            server.awaitCounted();
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            // The check's own two requests of the first run are among them.
            assertThat(total(second, "lighttpd_accesses")).isCloseTo(252, within(1e-6));
            assertThat(total(second, "lighttpd_kbytes")).isBetween(250.0 * PAGE_KB, 251.0 * PAGE_KB);
            assertThat(second.points("lighttpd_busyservers").get(0).integer()).isEqualTo(1);
            assertThat(second.point("lighttpd_scoreboard", "state", "handle-request")
                            .integer())
                    .isEqualTo(1);
            assertThat(second.point("lighttpd_scoreboard", "state", "idle").integer())
                    .isEqualTo(second.points("lighttpd_idleservers").get(0).integer());
            // How many of them fall into the last 5 s depends on the speed of the machine.
            assertThat(second.points("lighttpd_requests_5s").get(0).integer()).isPositive();
            assertThat(second.points("lighttpd_traffic_5s").get(0).integer()).isGreaterThanOrEqualTo(PAGE_KB);
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver(server.uri(""), "averages: no\n")) {
            server.get("/page", 50);
            server.awaitCounted();
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("lighttpd_accesses")).isEmpty();
            assertThat(result.points("lighttpd_requests_5s")).isEmpty();
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver right = driver(server.guarded(), "user: monitor\npass: open sesame\n");
                CheckDriver wrong = driver(server.guarded(), "user: monitor\npass: guess\n")) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/server-status", "401");
        }
    }
}
