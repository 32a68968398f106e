package io.puypuy.check.jolokia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.JolokiaAgent;
import io.puypuy.testkit.server.JolokiaServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check on a real JVM with each line of the agent. */
class JolokiaServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;
    private static final String FULL = "marksweepcompact";

    private static CheckDriver driver(JolokiaServer server, String more) {
        return CheckDriver.of(new JolokiaCheck(), "[Jolokia]\njolokia: " + server.uri() + "/read\n" + more);
    }

    private static long number(CheckResult result, String metric) {
        return result.points(metric).get(0).integer();
    }

    @ParameterizedTest
    @EnumSource
    void countsTheWorkThatWasDone(JolokiaAgent agent) throws Exception {
        try (JolokiaServer server = JolokiaServer.start(agent, "");
                CheckDriver driver = driver(server, "")) {
            // The first request of all may start threads in the JVM.
            driver.run(START.minusSeconds(SECONDS));
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            long before =
                    first.point("jolokia_gc_collectioncount", "gctype", FULL).integer();
            server.startThreads(70);
            for (int i = 0; i < 9; i++) {
                server.collectGarbage();
            }
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(second.points("jolokia_totalstartedthreadcount").get(0).floating() * SECONDS)
                    .isCloseTo(70, within(1e-6));
            assertThat(second.point("jolokia_gc_collectioncount", "gctype", FULL)
                            .integer())
                    .isEqualTo(before + 9);
            long passed = second.point("jolokia_gc_collectiontime", "gctype", FULL)
                            .integer()
                    - first.point("jolokia_gc_collectiontime", "gctype", FULL).integer();
            assertThat(second.point("jolokia_gc_collectiontime_rate", "gctype", FULL)
                                    .floating()
                            * SECONDS)
                    .isCloseTo((double) passed, within(1e-6));
            assertThat(second.point("jolokia_lastgcinfo", "gctype", FULL).integer())
                    .isBetween(0L, passed);
            assertThat(number(second, "jolokia_heap_max")).isBetween(60L << 20, 64L << 20);
            assertThat(number(second, "jolokia_uptime")).isGreaterThan(number(first, "jolokia_uptime"));
            assertThat(number(second, "jolokia_openfiledescriptorcount")).isPositive();
            assertThat(second.point("jolokia_pool_used", "pool", "metaspace").integer())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartInventsNothing(JolokiaAgent agent) throws Exception {
        try (JolokiaServer server = JolokiaServer.start(agent, "");
                CheckDriver driver = driver(server, "")) {
            server.startThreads(200);
            driver.run(START);
            server.process().restart();
            CheckResult result = driver.run(START.plusSeconds(SECONDS));
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("jolokia_totalstartedthreadcount")).isEmpty();
        }
    }

    @Test
    void aCollectorThatNeverRanHasNoLastCollection() throws Exception {
        try (JolokiaServer server = JolokiaServer.start(JolokiaAgent.V1, "");
                CheckDriver driver = driver(server, "")) {
            CheckResult result = driver.run(START);
            for (String collector : new String[] {"copy", FULL}) {
                boolean ran = result.point("jolokia_gc_collectioncount", "gctype", collector)
                                .integer()
                        > 0;
                assertThat(result.points("jolokia_lastgcinfo").stream().anyMatch(point -> point.series()
                                .tags()
                                .value("gctype")
                                .orElse("")
                                .equals(collector)))
                        .isEqualTo(ran);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordFailsAndSaysSo(JolokiaAgent agent) throws Exception {
        try (JolokiaServer server = JolokiaServer.start(agent, "user=monitor,password=open sesame");
                CheckDriver right = driver(server, "user: monitor\npass: open sesame\n");
                CheckDriver wrong = driver(server, "user: monitor\npass: guess\n")) {
            assertThat(right.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            CheckResult result = wrong.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/jolokia", "401");
            assertThat(result.points()).isEmpty();
        }
    }
}
