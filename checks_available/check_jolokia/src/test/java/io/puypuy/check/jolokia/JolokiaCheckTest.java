package io.puypuy.check.jolokia;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import org.junit.jupiter.api.Test;

class JolokiaCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new JolokiaCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Jolokia]\njolokia: http://127.0.0.1:" + port + "/jolokia/read\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "jolokia-1.7.2-jdk17";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new JolokiaCheck(), "[Jolokia]\njolokia: here\ntimeout: 3\nauth: perhaps\npassword: x\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Jolokia] jolokia = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Jolokia] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Jolokia] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault).contains("warning: [Jolokia] password: unknown key"));
    }
}
