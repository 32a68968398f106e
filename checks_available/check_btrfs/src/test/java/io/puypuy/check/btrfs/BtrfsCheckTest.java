package io.puypuy.check.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import org.junit.jupiter.api.Test;

class BtrfsCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new BtrfsCheck();
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
