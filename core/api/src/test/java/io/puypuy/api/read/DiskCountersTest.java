package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskCountersTest {
    @Test
    void eachColumnHasItsPlace() throws CheckException {
        assertThat(DiskCounters.parse(" 259 0 nvme0n1 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n"))
                .containsExactly(new DiskCounters("nvme0n1", 1, 2, 3 * 512, 4, 5, 6, 7 * 512, 8, 9, 10, 11));
    }

    @Test
    void shortLinesOfPartitionsOfOldKernelsArePassedOver() throws CheckException {
        assertThat(DiskCounters.parse("""
                   8    0 sda 3357 1160 134538 22384 3160 7414 84864 92600 0 16972 115004
                   8    1 sda1 6434 245286 45 360
                """)).extracting(DiskCounters::name).containsExactly("sda");
    }

    @Test
    void aSlashInANameIsAnExclamationMarkInSys() throws CheckException {
        DiskCounters disk =
                DiskCounters.parse("104 0 cciss/c0d0 1 0 8 4 0 0 0 0 0 4 4\n").get(0);
        assertThat(disk.name()).isEqualTo("cciss/c0d0");
        assertThat(disk.sysName()).isEqualTo("cciss!c0d0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8 0", "8 0 sda", "8 0 sda 1 2 3 4 5 6 7 8 9 10", "8 0 sda 1 2 3 -4 5 6 7 8 9 10 11", "<html>"})
    void somethingElseIsRefused(String line) {
        assertThatThrownBy(() -> DiskCounters.parse(line + "\n")).isInstanceOf(CheckException.class);
    }
}
