package io.puypuy.check.ipconntrack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.TrackedNetwork;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check on this machine's kernel, in a network where nobody else does anything. */
class IpconntrackServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    private static CheckDriver driver(Path folder) {
        return CheckDriver.of(new IpconntrackCheck(), "", folder.resolve("proc"), folder.resolve("sys"));
    }

    @Test
    void countsTheConnectionsThatWereMade(@TempDir Path folder) throws Exception {
        try (TrackedNetwork network = TrackedNetwork.start();
                CheckDriver driver = driver(folder)) {
            network.connect(7);
            network.sendBroken(3);
            network.copyTo(folder.resolve("proc"));
            CheckResult first = driver.run(START);
            assertThat(first.points("conntrack_cur").get(0).integer()).isEqualTo(7);
            assertThat(first.points("conntrack_invalid")).isEmpty();
            network.connect(120);
            network.sendBroken(35);
            network.copyTo(folder.resolve("proc"));
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            long max = second.points("conntrack_max").get(0).integer();
            assertThat(second.points("conntrack_cur").get(0).integer()).isEqualTo(127);
            assertThat(second.points("conntrack_percent_used").get(0).floating())
                    .isCloseTo(12700.0 / max, within(1e-9));
            assertThat(second.points("conntrack_invalid").get(0).floating() * SECONDS)
                    .isCloseTo(2 * 35, within(1e-6));
            assertThat(second.points("conntrack_drop").get(0).floating()).isZero();
        }
    }

    @Test
    void anotherNetworkInventsNothing(@TempDir Path folder) throws Exception {
        try (CheckDriver driver = driver(folder)) {
            try (TrackedNetwork network = TrackedNetwork.start()) {
                network.sendBroken(5);
                network.copyTo(folder.resolve("proc"));
                driver.run(START);
            }
            try (TrackedNetwork network = TrackedNetwork.start()) {
                network.copyTo(folder.resolve("proc"));
                CheckResult result = driver.run(START.plusSeconds(SECONDS));
                assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
                assertThat(result.points("conntrack_invalid")).isEmpty();
                assertThat(result.points("conntrack_cur").get(0).integer()).isZero();
            }
        }
    }

    @Test
    void readsThisMachine() throws Exception {
        try (CheckDriver driver = CheckDriver.of(new IpconntrackCheck(), "")) {
            assertThat(driver.run(START).outcome().state()).isIn(JobStatus.State.OK, JobStatus.State.NOTHING);
        }
    }
}
