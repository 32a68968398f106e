package io.puypuy.check.disks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.CheckException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountTest {
    @Test
    void readsALineWithoutOptionalFieldsAndOneWithTwo() throws CheckException {
        String table = """
                36 35 98:0 /mnt1 /mnt2 rw,noatime - ext3 /dev/root rw,errors=continue
                37 36 98:1 / /x rw shared:1 master:2 - xfs none ro
                """;
        assertThat(Mount.parse(table))
                .containsExactly(
                        new Mount(36, 35, "98:0", "/mnt1", "/mnt2", false, "ext3"),
                        new Mount(37, 36, "98:1", "/", "/x", true, "xfs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "36 35 98:0 / /x rw shared:1", "x 35 98:0 / / rw - ext4 /dev/sda rw"})
    void refusesWhatIsNoTableOfMounts(String text) {
        assertThatThrownBy(() -> Mount.parse(text)).isInstanceOf(CheckException.class);
    }
}
