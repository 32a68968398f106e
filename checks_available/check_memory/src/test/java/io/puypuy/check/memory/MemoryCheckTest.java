package io.puypuy.check.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemoryCheckTest extends CheckContract {
    private static final double TOLERANCE = 64 << 20;

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new MemoryCheck();
    }

    @Test
    void agreesWithTheProgramFree() {
        try (CheckDriver driver = CheckDriver.of(new MemoryCheck(), "")) {
            await().untilAsserted(() -> {
                CheckResult result = driver.run(Instant.now());
                // total used free shared buff/cache available
                String[] free = free()[1].split("\\s+", -1);
                assertThat(value(result, "mem_total")).isEqualTo(Double.parseDouble(free[1]));
                assertThat(value(result, "mem_free")).isCloseTo(Double.parseDouble(free[3]), within(TOLERANCE));
                assertThat(value(result, "mem_shared")).isCloseTo(Double.parseDouble(free[4]), within(TOLERANCE));
                double cache = value(result, "mem_buffers")
                        + value(result, "mem_cached")
                        + value(result, "mem_slab_reclaimable");
                assertThat(cache).isCloseTo(Double.parseDouble(free[5]), within(TOLERANCE));
                assertThat(value(result, "mem_available")).isCloseTo(Double.parseDouble(free[6]), within(TOLERANCE));
                String[] swap = free()[2].split("\\s+", -1);
                assertThat(value(result, "swap_total")).isEqualTo(Double.parseDouble(swap[1]));
            });
        }
    }

    @Test
    void namesTheThresholdThatIsWrong() {
        assertThat(CheckDriver.faults(new MemoryCheck(), "[Memory Stats]\nhigh: lots\nsevre: 95\n"))
                .containsExactly(
                        "conf/check.ini:2: [Memory Stats] high = \"lots\": not a number; write a number from 0.0 on",
                        "conf/check.ini:3: warning: [Memory Stats] sevre: unknown key; did you mean \"severe\"?");
    }

    private static double value(CheckResult result, String metric) {
        return result.points(metric).get(0).floating();
    }

    private static String[] free() throws Exception {
        Process process = new ProcessBuilder("free", "-b").start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.split("\n", -1);
    }
}
