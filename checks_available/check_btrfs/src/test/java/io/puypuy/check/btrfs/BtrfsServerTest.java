package io.puypuy.check.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.BtrfsVolume;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The check on real file systems of this machine's kernel. */
class BtrfsServerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SECONDS = 10;

    /** The program's number behind the first match of a pattern. */
    private static long printed(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern + "\\D*?(\\d+)").matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long allocation(CheckResult result, String metric, String uuid, String kind) {
        return result.points(metric).stream()
                .filter(point -> point.series().tags().value("uuid").orElse("").equals(uuid))
                .filter(point -> point.series().tags().value("kind").orElse("").equals(kind))
                .mapToLong(DataPoint::integer)
                .findFirst()
                .orElseThrow();
    }

    private static long errors(CheckResult result, String device, String kind) {
        return result.points("btrfs_errors").stream()
                .filter(point ->
                        point.series().tags().value("device").orElse("").equals(device))
                .filter(point -> point.series().tags().value("kind").orElse("").equals(kind))
                .mapToLong(DataPoint::integer)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsTheErrorsThatTheProgramCounts() throws Exception {
        try (BtrfsVolume volume = BtrfsVolume.mount(1);
                CheckDriver driver = CheckDriver.of(new BtrfsCheck(), "")) {
            volume.writeAndBreak(3);
            String device = volume.devices().get(0);
            CheckResult first = driver.run(START);
            assertThat(first.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(errors(first, device, "corruption")).isZero();
            assertThat(first.alerts()).isEmpty();
            long errors = 0;
            while (errors < 5) {
                volume.readBroken();
                errors = printed(volume.errors(), "corruption_errs");
            }
            CheckResult second = driver.run(START.plusSeconds(SECONDS));
            assertThat(errors(second, device, "corruption")).isEqualTo(errors);
            assertThat(second.points("btrfs_dev_" + device + "_corruption_errs")
                            .get(0)
                            .integer())
                    .isEqualTo(errors);
            assertThat(errors(second, device, "write")).isZero();
            assertThat(second.alerts()).singleElement().satisfies(alert -> assertThat(alert.message())
                    .isEqualTo("ERROR: BTRFS is corrupted with " + errors(second, device, "corruption")
                            + " IO Errors on " + device + " corruption"));
            volume.resetErrors();
            assertThat(errors(driver.run(START.plusSeconds(2 * SECONDS)), device, "corruption"))
                    .isZero();
            CheckResult dayAfter = driver.run(START.plusSeconds(100_000));
            assertThat(dayAfter.alerts()).singleElement().satisfies(alert -> assertThat(alert.message())
                    .startsWith("OK: "));
        }
    }

    @Test
    void agreesWithTheSpaceThatTheProgramReports() throws Exception {
        try (BtrfsVolume volume = BtrfsVolume.mount(2);
                CheckDriver driver = CheckDriver.of(new BtrfsCheck(), "")) {
            volume.mountAgain();
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            String usage = volume.usage();
            String uuid = volume.uuid();
            for (Map.Entry<String, String> kind : Map.of("data", "Data,", "metadata", "Metadata,", "system", "System,")
                    .entrySet()) {
                long total = printed(usage, kind.getValue() + "RAID1: Size:");
                long used = printed(usage, kind.getValue() + "RAID1: Size:\\d+, Used:");
                assertThat(allocation(result, "btrfs_allocation_total_bytes", uuid, kind.getKey()))
                        .isEqualTo(total);
                assertThat(allocation(result, "btrfs_allocation_bytes_used", uuid, kind.getKey()))
                        .isEqualTo(used);
                assertThat(allocation(result, "btrfs_allocation_disk_used", uuid, kind.getKey()))
                        .isEqualTo(2 * used);
            }
            assertThat(result.point("btrfs_unallocated_bytes", "uuid", uuid).integer())
                    .isEqualTo(printed(usage, "Device unallocated:"));
            assertThat(result.point("btrfs_global_reserve_bytes", "uuid", uuid).integer())
                    .isEqualTo(printed(usage, "Global reserve:"));
            for (String device : volume.devices()) {
                assertThat(result.point("btrfs_device_missing", "device", device)
                                .integer())
                        .isZero();
                assertThat(errors(result, device, "read")).isZero();
            }
        }
    }

    @Test
    void saysWhichDeviceIsMissing() throws Exception {
        try (BtrfsVolume volume = BtrfsVolume.mount(2);
                CheckDriver driver = CheckDriver.of(new BtrfsCheck(), "")) {
            volume.loseSecondDevice();
            CheckResult result = driver.run(START);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.point(
                                    "btrfs_device_missing",
                                    "device",
                                    volume.devices().get(0))
                            .integer())
                    .isZero();
            assertThat(result.point("btrfs_device_missing", "device", volume.uuid() + "_devid_2")
                            .integer())
                    .isEqualTo(1);
            assertThat(result.points("btrfs_unallocated_bytes"))
                    .noneMatch(point ->
                            point.series().tags().value("uuid").orElse("").equals(volume.uuid()));
        }
    }
}
