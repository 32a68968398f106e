package io.puypuy.check.phpfpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.StatsPathContract;
import org.junit.jupiter.api.Test;

class PhpFpmCheckTest extends StatsPathContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new PhpFpmCheck();
    }

    @Override
    protected String ini(int port) {
        return "[PhpFPM]\naddress: http://127.0.0.1:" + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "php-fpm-8.2";
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new PhpFpmCheck(), "[PhpFPM]\naddress: here\ntimeout: 3\nauth: perhaps\nusr: me\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [PhpFPM] address = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [PhpFPM] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [PhpFPM] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [PhpFPM] usr: unknown key; did you mean \"user\"?"));
    }
}
