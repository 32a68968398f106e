package io.puypuy.check.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class DisksCheckTest extends CheckContract {
    private static final double TOLERANCE = 256 << 20;
    private static final int SECTORS_WRITTEN = 9;

    @Override
    protected Check newCheck(RecordedTree tree) {
        RecordedSpace space = new RecordedSpace(tree);
        return new DisksCheck(() -> space, space, new ConcurrentHashMap<>());
    }

    @Test
    void agreesWithTheProgramDf() {
        // The root of a container is an overlay, which is left out by default.
        try (CheckDriver driver = CheckDriver.of(new DisksCheck(), "[Disk Stats]\nexclude_types: proc sysfs\n")) {
            await().untilAsserted(() -> {
                CheckResult result = driver.run(Instant.now());
                // device total used available percent% mountpoint
                String[] df = output("df", "-B1", "-P", "/").split("\n", -1)[1].split("\\s+", -1);
                double used = value(result, "drive_bytes_used");
                assertThat(used).isCloseTo(Double.parseDouble(df[2]), within(TOLERANCE));
                assertThat(value(result, "drive_bytes_available"))
                        .isCloseTo(Double.parseDouble(df[3]), within(TOLERANCE));
                double percent = Double.parseDouble(df[4].replace("%", ""));
                assertThat(value(result, "drive_percent_used")).isBetween(percent - 1.5, percent + 0.5);
            });
        }
    }

    @Test
    void agreesWithTheProgramDfOnInodes() throws Exception {
        try (CheckDriver driver = CheckDriver.of(new DisksCheck(), "[Disk Stats]\nexclude_types: proc sysfs\n")) {
            Instant now = Instant.now();
            driver.run(now);
            CheckResult result = driver.run(now.plusSeconds(1));
            String[] df = output("df", "-i", "-P", "/").split("\n", -1)[1].split("\\s+", -1);
            double total = Double.parseDouble(df[1]);
            if (total > 0) {
                assertThat(value(result, "drive_inodes_used") + value(result, "drive_inodes_free"))
                        .isEqualTo(total);
                assertThat(value(result, "drive_inodes_used")).isCloseTo(Double.parseDouble(df[2]), within(10_000.0));
            }
        }
    }

    @Test
    void countsWhatThisMachineWrites() throws Exception {
        String drive = Files.readAllLines(Path.of("/proc/diskstats")).stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> Files.exists(Path.of("/sys/block", words[2])) && Long.parseLong(words[9]) > 0)
                .map(words -> words[2])
                .findFirst()
                .orElse("");
        if (drive.isEmpty()) {
            return;
        }
        try (CheckDriver driver = CheckDriver.of(new DisksCheck(), "[Disk Stats]\nexclude_drives: -\n")) {
            Instant start = Instant.now();
            long before = sectorsWritten(drive);
            driver.run(start);
            long between = sectorsWritten(drive);
            CheckResult result = driver.run(start.plusSeconds(1));
            long after = sectorsWritten(drive);
            double written = result.point("drive_writes", "drive", drive).floating();
            assertThat(written).isBetween(0.0, (after - before) * 512.0);
            assertThat(between).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    void namesTheValuesThatAreWrong() {
        String ini = "[Disk Stats]\nnetwork_mounts: maybe\ninodes_period: often\nexclude_type: tmpfs\n";
        assertThat(CheckDriver.faults(new DisksCheck(), ini))
                .hasSize(3)
                .anyMatch(fault -> fault.contains("network_mounts = \"maybe\": not a truth value"))
                .anyMatch(fault -> fault.contains("inodes_period = \"often\": not a duration"))
                .anyMatch(fault -> fault.contains("did you mean \"exclude_types\"?"));
    }

    private static double value(CheckResult result, String metric) {
        return result.point(metric, "mountpoint", "rootfs").floating();
    }

    private static long sectorsWritten(String drive) throws Exception {
        return Files.readAllLines(Path.of("/proc/diskstats")).stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words[2].equals(drive))
                .mapToLong(words -> Long.parseLong(words[SECTORS_WRITTEN]))
                .findFirst()
                .orElseThrow();
    }

    private static String output(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }
}
