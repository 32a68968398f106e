package io.puypuy.check.loadaverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoadAverageCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new LoadAverageCheck();
    }

    @Test
    void agreesWithTheFilesOfThisMachine() {
        try (CheckDriver driver = CheckDriver.of(new LoadAverageCheck(), "")) {
            await().untilAsserted(() -> {
                CheckResult result = driver.run(Instant.now());
                String[] load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
                assertThat(value(result, "sys_load_1")).isEqualTo(Double.parseDouble(load[0]));
                assertThat(value(result, "sys_load_15")).isEqualTo(Double.parseDouble(load[2]));
                String[] uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1);
                assertThat(value(result, "sys_uptime")).isCloseTo(Double.parseDouble(uptime[0]), within(5.0));
                assertThat(value(result, "sys_cpu_count")).isEqualTo(cores());
            });
        }
    }

    @Test
    void namesTheKeyThatIsNoTruthValue() {
        assertThat(CheckDriver.faults(
                        new LoadAverageCheck(), "[Load Average]\nstatic_enabled: ture\nhigh: 101\nsevere: 100\n"))
                .containsExactly(
                        "conf/check.ini:2: [Load Average] static_enabled = \"ture\": not a truth value; write yes or no",
                        "conf/check.ini:3: [Load Average] high = \"101\": above severe; write a number up to 100.0");
    }

    private static double value(CheckResult result, String metric) {
        return result.points(metric).get(0).floating();
    }

    private static int cores() throws Exception {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("processor"))
                .toList()
                .size();
    }
}
