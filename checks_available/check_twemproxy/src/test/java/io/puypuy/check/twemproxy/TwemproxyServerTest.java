package io.puypuy.check.twemproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.RedisServer;
import io.puypuy.testkit.server.TwemproxyServer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real twemproxy, with a real Redis behind it. */
class TwemproxyServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static RedisServer redis;
    private static TwemproxyServer server;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        server = TwemproxyServer.start(redis);
    }

    @AfterAll
    static void stop() {
        server.close();
        redis.close();
    }

    private static CheckDriver driver() {
        return CheckDriver.of(new TwemproxyCheck(), "[Twemproxy]\nport: " + server.statisticsPort() + "\n");
    }

    // Twemproxy makes its statistics anew ten times a second.
    private static void awaitStatistics(String backend, String number) {
        await().until(() -> {
            String statistics = server.statistics();
            return statistics.substring(statistics.indexOf(backend)).contains(number);
        });
    }

    private static double total(DataPoint point) {
        return point.floating() * SECONDS;
    }

    @Test
    void countsTheRequestsOfEachBackend() throws Exception {
        server.process().restart();
        try (CheckDriver driver = driver()) {
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("twemproxy_requests")).isEmpty();
            assertThat(server.sendToAlpha(250, "SET hello world")).hasSize(250).containsOnly("+OK");
            List<String> refused = server.sendToBeta(5, "SET hello world");
            assertThat(refused).isNotEmpty().allMatch(line -> line.startsWith("-"));
            awaitStatistics("redis1", "\"responses\":250,");
            awaitStatistics("gone1", "\"requests\":5,");
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second.point("twemproxy_requests", "backend", "redis1")))
                    .isCloseTo(250, within(1e-6));
            assertThat(total(second.point("twemproxy_responses", "backend", "redis1")))
                    .isCloseTo(250, within(1e-6));
            // "+OK" and the line's end, 250 times.
            assertThat(total(second.point("twemproxy_response_bytes", "backend", "redis1")))
                    .isCloseTo(1250, within(1e-6));
            assertThat(total(second.point("twemproxy_responses", "backend", "gone1")))
                    .isZero();
            assertThat(total(second.point("twemproxy_server_err", "backend", "gone1")))
                    .isPositive();
            assertThat(total(second.point("twemproxy_forward_error", "pool", "beta")))
                    .isCloseTo(5, within(1e-6));
            assertThat(second.point("twemproxy_server_connections", "backend", "redis1")
                            .integer())
                    .isEqualTo(1);
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver()) {
            server.process().restart();
            server.sendToAlpha(50, "SET hello world");
            awaitStatistics("redis1", "\"responses\":50,");
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("twemproxy_requests"))
                    .noneMatch(point ->
                            point.series().tags().value("backend").orElse("").equals("redis1"));
            server.sendToAlpha(20, "SET hello world");
            awaitStatistics("redis1", "\"responses\":20,");
            CheckResult next = driver.run(START.plusSeconds(2 * SECONDS));
            assertThat(total(next.point("twemproxy_requests", "backend", "redis1")))
                    .isCloseTo(20, within(1e-6));
        }
    }
}
