package io.puypuy.check.ipconntrack;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import org.junit.jupiter.api.Test;

class IpconntrackCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new IpconntrackCheck();
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new IpconntrackCheck(), "[IP Conntrack]\nhigh: 99\nstatic_enabled: perhaps\nsevre: 95\n"))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [IP Conntrack] high = \"99\": above severe"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "conf/check.ini:3: [IP Conntrack] static_enabled = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [IP Conntrack] sevre: unknown key; did you mean \"severe\"?"));
    }
}
