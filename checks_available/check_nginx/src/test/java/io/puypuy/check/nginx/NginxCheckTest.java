package io.puypuy.check.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.StatsPathContract;
import org.junit.jupiter.api.Test;

class NginxCheckTest extends StatsPathContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new NginxCheck();
    }

    @Override
    protected String ini(int port) {
        return "[NginX]\naddress: http://127.0.0.1:" + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "nginx-1.22";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new NginxCheck(), "[NginX]\naddress: here\ntimeout: 3\nauth: perhaps\nstat: /nginx_status\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [NginX] address = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [NginX] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [NginX] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [NginX] stat: unknown key; did you mean \"stats\"?"));
    }
}
