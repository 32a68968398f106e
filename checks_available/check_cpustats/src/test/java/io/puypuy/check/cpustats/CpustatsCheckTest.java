package io.puypuy.check.cpustats;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CpustatsCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new CpustatsCheck();
    }

    @Test
    void agreesWithTheTicksOfThisMachine() {
        try (CheckDriver driver = CheckDriver.of(new CpustatsCheck(), "")) {
            await().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                long[] before = ticks();
                driver.run(Instant.now());
                await().until(() -> total(ticks()) > total(before) + 50);
                CheckResult result = driver.run(Instant.now());
                long[] after = ticks();
                double idle = (after[3] - before[3]) * 100.0 / (total(after) - total(before));
                assertThat(result.point("cpu_idle", "core", "all").floating()).isCloseTo(idle, within(10.0));
                double sum = 0;
                for (String name :
                        new String[] {"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"}) {
                    sum += result.point("cpu_" + name, "core", "all").floating();
                }
                assertThat(sum).isCloseTo(100, within(1e-6));
            });
        }
    }

    @Test
    void namesTheMisspeltKeyAndTheValueThatIsNoDuration() {
        assertThat(CheckDriver.faults(new CpustatsCheck(), "[CPU Stats]\nfrequency_period: 10\npercore_stat: yes\n"))
                .containsExactly(
                        "conf/check.ini:2: [CPU Stats] frequency_period = \"10\": not a duration;"
                                + " write a number and a unit, such as 500ms, 5s or 1m",
                        "conf/check.ini:3: warning: [CPU Stats] percore_stat: unknown key;"
                                + " did you mean \"percore_stats\"?");
    }

    private static long[] ticks() throws Exception {
        String line = Files.readAllLines(Path.of("/proc/stat")).get(0);
        return Arrays.stream(line.substring(5).split(" ", -1))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static long total(long[] ticks) {
        return Arrays.stream(ticks).limit(8).sum();
    }
}
