package io.puypuy.check.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.JolokiaAgent;
import io.puypuy.testkit.server.JolokiaServer;
import io.puypuy.testkit.server.KafkaServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check on a real broker with each line of the agent. */
class KafkaServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static CheckDriver driver(Object address, String more) {
        return CheckDriver.of(new KafkaCheck(), "[Kafka]\njolokia: " + address + "/read\n" + more);
    }

    private static double total(CheckResult result, String rate) {
        return result.points(rate).get(0).floating() * SECONDS;
    }

    private static double number(CheckResult result, String metric) {
        return result.points(metric).get(0).floating();
    }

    @ParameterizedTest
    @EnumSource
    void countsTheMessagesThatWereSent(JolokiaAgent agent) throws Exception {
        try (KafkaServer server = KafkaServer.start(agent, "");
                CheckDriver driver = driver(server.uri(), "")) {
            // The topic is made, and every kind of request has been there.
            server.produce("news", 1);
            server.consume("news", 1);
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(first.points("kafka_produce")).isEmpty();
            server.produce("news", 150);
            server.consume("news", 151);
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(total(second, "kafka_produce")).isCloseTo(150, within(1e-6));
            // One client asks where the topic begins, once.
            assertThat(total(second, "kafka_offsets")).isCloseTo(1, within(1e-6));
            assertThat(total(second, "kafka_fetchconsumer")).isPositive();
            assertThat(total(second, "kafka_fetch")).isEqualTo(total(second, "kafka_fetchconsumer"));
            assertThat(number(second, "kafka_partitioncount")).isEqualTo(1);
            assertThat(number(second, "kafka_leadercount")).isEqualTo(1);
            assertThat(number(second, "kafka_underreplicatedpartitions")).isZero();
            assertThat(number(second, "kafka_activecontrollercount")).isEqualTo(1);
            assertThat(number(second, "kafka_offlinepartitionscount")).isZero();
            assertThat(second.point("kafka_totaltimems_99", "request", "Produce")
                            .floating())
                    .isPositive();
            assertThat(number(second, "kafka_heap_max")).isPositive();
            // Kafka makes its means every 5 seconds.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                CheckResult later = driver.run(START.plusSeconds(2 * SECONDS));
                assertThat(number(later, "kafka_messagesinpersec")).isPositive();
                assertThat(number(later, "kafka_bytesinpersec"))
                        .isGreaterThan(5 * number(later, "kafka_messagesinpersec"));
                assertThat(number(later, "kafka_failedproducerequestspersec")).isZero();
            });
        }
    }

    @Test
    void aRestartInventsNothing() throws Exception {
        try (KafkaServer server = KafkaServer.start(JolokiaAgent.V1, "");
                CheckDriver driver = driver(server.uri(), "")) {
            server.produce("news", 50);
            driver.run(START);
            server.process().restart();
            server.produce("news", 1);
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("kafka_produce")).isEmpty();
            server.produce("news", 20);
            assertThat(total(driver.run(START.plusSeconds(2 * SECONDS)), "kafka_produce"))
                    .isCloseTo(20, within(1e-6));
        }
    }

    @Test
    void aWrongPasswordFailsAndSaysSo() throws Exception {
        try (KafkaServer server = KafkaServer.start(JolokiaAgent.V2, "user=monitor,password=open sesame");
                CheckDriver right = driver(server.uri(), "user: monitor\npass: open sesame\n");
                CheckDriver wrong = driver(server.uri(), "user: monitor\npass: guess\n")) {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK));
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/jolokia", "401");
            assertThat(result.points()).isEmpty();
        }
    }

    @Test
    void aJvmWithoutKafkaFails() throws Exception {
        try (JolokiaServer server = JolokiaServer.start(JolokiaAgent.V1, "");
                CheckDriver driver = driver(server.uri(), "")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("no MBeans of Kafka");
            assertThat(result.points()).isEmpty();
        }
    }
}
