package io.puypuy.check.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtrfsCheckTest extends CheckContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FIRST = "a0000000-0000-0000-0000-000000000000";
    private static final String SECOND = "b0000000-0000-0000-0000-000000000000";

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new BtrfsCheck();
    }

    private static void counters(Path root, String uuid, String errors) throws IOException {
        Path folder = root.resolve("sys/fs/btrfs").resolve(uuid);
        Path device = folder.resolve("devices/sd" + uuid.charAt(0));
        Files.createDirectories(device);
        Files.writeString(device.resolve("size"), "2048\n");
        Path member = folder.resolve("devinfo/1");
        Files.createDirectories(member);
        Files.writeString(
                member.resolve("error_stats"),
                "write_errs " + errors + "\nread_errs 0\nflush_errs 0\ncorruption_errs 0\ngeneration_errs 0\n");
    }

    /** The check of two file systems. */
    private static CheckDriver withoutErrors(Path root) throws Exception {
        counters(root, FIRST, "0");
        counters(root, SECOND, "0");
        return CheckDriver.of(new BtrfsCheck(), "[Btrfs Stats]\n", root.resolve("proc"), root.resolve("sys"));
    }

    @Test
    void anAlertDoesNotEndWhileItsFileSystemCannotBeRead(@TempDir Path root) throws Exception {
        try (CheckDriver driver = withoutErrors(root)) {
            assertThat(driver.run(START).alerts()).isEmpty();
            counters(root, FIRST, "10");
            assertThat(driver.run(START.plusSeconds(1)).alerts())
                    .extracting(Alert::level)
                    .containsExactly(Alert.Level.ERROR);
            counters(root, FIRST, "many");
            CheckResult unread = driver.run(START.plusSeconds(2));
            assertThat(unread.outcome().message()).contains(FIRST);
            assertThat(unread.alerts()).isEmpty();
        }
    }

    @Test
    void anErrorDoesNotBecomeAWarningWhileItsFileSystemCannotBeRead(@TempDir Path root) throws Exception {
        try (CheckDriver driver = withoutErrors(root)) {
            driver.run(START);
            counters(root, FIRST, "10");
            counters(root, SECOND, "3");
            assertThat(driver.run(START.plusSeconds(1)).alerts())
                    .extracting(Alert::level)
                    .containsExactly(Alert.Level.ERROR);
            counters(root, FIRST, "many");
            assertThat(driver.run(START.plusSeconds(2)).alerts()).isEmpty();
            counters(root, FIRST, "10");
            assertThat(driver.run(START.plusSeconds(3)).alerts()).isEmpty();
        }
    }

    private static List<Long> unallocated(Path root) throws Exception {
        try (CheckDriver driver =
                CheckDriver.of(new BtrfsCheck(), "[Btrfs Stats]\n", root.resolve("proc"), root.resolve("sys"))) {
            return driver.run(START).points("btrfs_unallocated_bytes").stream()
                    .map(DataPoint::integer)
                    .toList();
        }
    }

    @Test
    void whatIsUnallocatedIsKnownIfAllDevicesAre(@TempDir Path root) throws Exception {
        counters(root, FIRST, "0");
        Path folder = root.resolve("sys/fs/btrfs").resolve(FIRST);
        Path total = folder.resolve("allocation/data/disk_total");
        Files.createDirectories(total.getParent());
        Files.writeString(total, "48576\n");
        assertThat(unallocated(root)).containsExactly(1_000_000L);

        Files.writeString(total, "1048577\n");
        assertThat(unallocated(root)).isEmpty();

        Files.writeString(total, "48576\n");
        Path missing = Files.writeString(folder.resolve("devinfo/1/missing"), "1\n");
        assertThat(unallocated(root)).isEmpty();

        Files.writeString(missing, "0\n");
        Files.createDirectories(folder.resolve("devices/sdc"));
        assertThat(unallocated(root)).isEmpty();
    }

    @Test
    void aMountPointThatTheProgramCannotReadCostsTheOthersNothing(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("sys/fs/btrfs").resolve(FIRST));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/mountinfo"), """
                36 35 0:40 / /hidden rw - btrfs /dev/sda rw
                37 35 0:41 / /seen rw - btrfs /dev/sdb rw
                """);
        Path program = root.resolve("btrfs");
        Files.writeString(program, """
                #!/bin/sh
                [ "$3" = /seen ] || exit 1
                for kind in write_io read_io flush_io corruption generation; do echo "[/dev/sdb].${kind}_errs 0"; done
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String ini = "[Btrfs Stats]\nbinary: " + program + "\n";
        try (CheckDriver driver = CheckDriver.of(new BtrfsCheck(), ini, root.resolve("proc"), root.resolve("sys"))) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).contains("/hidden: ").contains("ended with 1");
            assertThat(result.points("btrfs_errors")).hasSize(5);
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new BtrfsCheck(),
                        "[Btrfs Stats]\nhigh: some\nalert_period: 3\nstatic_enabled: perhaps\nalert_perod: 1h\n"))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Btrfs Stats] high = \"some\": not a number"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Btrfs Stats] alert_period = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "conf/check.ini:4: [Btrfs Stats] static_enabled = \"perhaps\": not a truth"),
                        fault ->
                                assertThat(fault).contains("alert_perod: unknown key; did you mean \"alert_period\"?"));
    }
}
