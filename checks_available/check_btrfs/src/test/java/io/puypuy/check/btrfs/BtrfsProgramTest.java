package io.puypuy.check.btrfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BtrfsProgramTest {
    @Test
    void aFileSystemIsAskedOnceHoweverOftenItIsMounted() throws CheckException {
        String table = """
                22 1 8:1 / / rw - ext4 /dev/sda1 rw
                43 22 0:39 /sub /mnt/my\\040data rw,relatime shared:1 - btrfs /dev/sdb rw,subvol=/sub
                44 22 0:39 / /mnt/all rw,relatime - btrfs /dev/sdb rw,subvol=/
                45 22 0:41 / /mnt/btrfs-not rw - xfs /dev/btrfs rw
                46 22 0:42 / /other rw shared:2 master:1 - btrfs /dev/sdc rw
                """;
        assertThat(BtrfsProgram.mountPoints(table).values()).containsExactly("/mnt/my data", "/other");
    }

    @Test
    void findsThePathsOfDevices() {
        String shown = """
                Label: 'a path'  uuid: fe3e78d0-6cba-4353-b526-ab88ac13eeed
                \tTotal devices 3 FS bytes used 144.00KiB
                \tdevid    1 size 128.00MiB used 104.00MiB path /dev/loop0
                \tdevid    2 size 0 used 0 path  MISSING
                \tdevid   13 size 128.00MiB used 104.00MiB path /dev/mapper/vg-a
                """;
        assertThat(BtrfsProgram.paths(shown)).isEqualTo(Map.of(1L, "/dev/loop0", 13L, "/dev/mapper/vg-a"));
    }

    @Test
    void leavesMissingDevicesOut() throws CheckException {
        String printed = """
                [/dev/mapper/vg-a].write_io_errs    1
                [/dev/mapper/vg-a].read_io_errs     2
                [/dev/mapper/vg-a].flush_io_errs    3
                [/dev/mapper/vg-a].corruption_errs  4
                [/dev/mapper/vg-a].generation_errs  5
                [devid:2].write_io_errs    6
                [<missing disk>].read_io_errs    6
                """;
        assertThat(ErrorCounts.ofProgram(printed)).hasSize(1).hasEntrySatisfying("/dev/mapper/vg-a", counts -> {
            assertThat(counts.of(ErrorCounts.Kind.WRITE)).isEqualTo(1);
            assertThat(counts.of(ErrorCounts.Kind.READ)).isEqualTo(2);
            assertThat(counts.of(ErrorCounts.Kind.FLUSH)).isEqualTo(3);
            assertThat(counts.of(ErrorCounts.Kind.CORRUPTION)).isEqualTo(4);
            assertThat(counts.of(ErrorCounts.Kind.GENERATION)).isEqualTo(5);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ERROR: not a btrfs filesystem",
                "[/dev/sda].write_io_errs 1\n[/dev/sda].read_io_errs 2\n",
                "[/dev/sda].write_io_errs many\n"
            })
    void refusesAnotherForm(String printed) {
        assertThatThrownBy(() -> ErrorCounts.ofProgram(printed)).isInstanceOf(CheckException.class);
    }
}
