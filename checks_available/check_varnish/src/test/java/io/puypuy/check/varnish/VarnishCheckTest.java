package io.puypuy.check.varnish;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarnishCheckTest extends CheckContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new VarnishCheck();
    }

    @ParameterizedTest
    @CsvSource({
        "varnish, '', puypuy, sudo -n -u varnish -- /bin/varnishstat -t 1 -j",
        "varnish, '', varnish, /bin/varnishstat -t 1 -j",
        "varnish, '', root, /bin/varnishstat -t 1 -j",
        "none, /srv/varnish one, puypuy, /bin/varnishstat -n /srv/varnish one -t 1 -j"
    })
    void runsTheToolAsTheUser(String user, String name, String ownUser, String command) {
        assertThat(String.join(" ", VarnishCheck.command("/bin/varnishstat", user, name, ownUser)))
                .isEqualTo(command);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new VarnishCheck(), "[Varnish]\ntimeout: 3\nvarnish_stat: /bin/varnishstat\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Varnish] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .contains("warning: [Varnish] varnish_stat: unknown key; did you mean"));
    }
}
