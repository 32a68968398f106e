package io.puypuy.check.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.RabbitMqServer;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The check on a real RabbitMQ. */
class RabbitMqServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    // The broker takes a sample every five seconds, and its rates are over one of these.
    private static final int SAMPLE_SECONDS = 5;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static RabbitMqServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RabbitMqServer.start();
        server.put("/api/queues/%2F/beer-queue", "{\"durable\":true}");
        server.put("/api/queues/%2F/beer.queue", "{\"durable\":true}");
        server.put("/api/vhosts/shop", "{}");
        server.put("/api/permissions/shop/admin", "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
        server.put("/api/queues/shop/beer-queue", "{\"durable\":true}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CheckDriver driver(String user, String password, String more) {
        return CheckDriver.of(
                new RabbitMqCheck(),
                "[RabbitMQ]\nstats: " + server.uri("") + "\nuser: " + user + "\npass: " + password + "\n" + more);
    }

    private static long messages(CheckResult result, String queue) {
        return result.points("rabbitmq_perqueue_messages").stream()
                .filter(point -> tag(point, "vhost").equals("/"))
                .filter(point -> tag(point, "name").equals(queue))
                .mapToLong(DataPoint::integer)
                .sum();
    }

    private static String tag(DataPoint point, String name) {
        return point.series().tags().value(name).orElse("");
    }

    private static double only(CheckResult result, String metric) {
        assertThat(result.points(metric)).hasSize(1);
        return Double.parseDouble(result.points(metric).get(0).valueText());
    }

    @Test
    void countsTheMessagesThatWereSentAndTaken() throws Exception {
        try (CheckDriver driver = driver("admin", "admin", "")) {
            server.publish("beer-queue", 70);
            server.publish("beer.queue", 30);
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                CheckResult result = driver.run(START);
                assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
                assertThat(only(result, "rabbitmq_messages")).isEqualTo(100);
                assertThat(messages(result, "beer-queue")).isEqualTo(70);
                assertThat(messages(result, "beer.queue")).isEqualTo(30);
                assertThat(only(result, "rabbitmq_queues")).isEqualTo(3);
            });
            assertThat(server.take("beer-queue", 25)).isEqualTo(25);
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(
                            only(driver.run(START), "rabbitmq_deliver_get_rate") * SAMPLE_SECONDS)
                    .isCloseTo(25, within(1e-6)));
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                CheckResult result = driver.run(START);
                assertThat(only(result, "rabbitmq_messages")).isEqualTo(75);
                assertThat(messages(result, "beer-queue")).isEqualTo(45);
            });
        }
    }

    @Test
    void readsTheQueuesThatAreWantedAndTheNode() throws Exception {
        try (CheckDriver driver = driver("admin", "admin", "desired_queues: beer.*\n")) {
            Awaitility.await().atMost(SOON).untilAsserted(() -> {
                CheckResult result = driver.run(START);
                assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
                assertThat(result.points("rabbitmq_perqueue_messages"))
                        .hasSize(1)
                        .allMatch(point -> tag(point, "name").equals("beer.queue"));
                assertThat(only(result, "rabbitmq_node_mem_alarm")).isZero();
                assertThat(result.point("rabbitmq_node_mem_used", "node", "test@localhost")
                                .integer())
                        .isPositive();
            });
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (CheckDriver driver = driver("admin", "admin", "")) {
            server.publish("beer-queue", 10);
            driver.run(START);
            server.process().restart();
            CheckResult after = driver.run(START.plusSeconds(SAMPLE_SECONDS));
            assertThat(after.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(after.points())
                    .filteredOn(point ->
                            point.name().endsWith("_rate") || point.name().endsWith("_details"))
                    .allMatch(point -> point.floating() == 0);
            // They were not persistent.
            Awaitility.await().atMost(SOON).untilAsserted(() -> assertThat(only(driver.run(START), "rabbitmq_messages"))
                    .isZero());
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (CheckDriver driver = driver("admin", "guess", "")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/api/overview", "401", "user and pass");
            assertThat(result.points()).isEmpty();
        }
    }

    @Test
    void aUserWhoMayNotSeeNodesGetsTheRest() throws Exception {
        server.put("/api/users/little", "{\"password\":\"little\",\"tags\":\"management\"}");
        try (CheckDriver driver = driver("little", "little", "queue_details: no\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("nodes", "401", "Not monitor user");
            assertThat(result.points("rabbitmq_exchanges")).isNotEmpty();
        }
    }
}
