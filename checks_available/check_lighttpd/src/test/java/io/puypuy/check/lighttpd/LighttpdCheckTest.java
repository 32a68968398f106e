package io.puypuy.check.lighttpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.StatsPathContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import org.junit.jupiter.api.Test;

class LighttpdCheckTest extends StatsPathContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new LighttpdCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Lighttpd]\naddress: http://127.0.0.1:" + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "lighttpd-1.4";
    }

    // A server that does not say how long its page is ends it by closing the connection.
    @Test
    void refusesAScoreboardThatIsCutOff() throws Exception {
        String page =
                "HTTP/1.0 200 OK\r\n\r\nTotal Accesses: 1\nTotal kBytes: 1\nUptime: 9\nBusyServers: 1\nIdleServers: 2\nScoreboard: h__";
        assertFailed(run(PeerBehaviour.head(page)));
        assertThat(run(PeerBehaviour.head(page + "\n"))
                        .point("lighttpd_scoreboard", "state", "idle")
                        .integer())
                .isEqualTo(2);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new LighttpdCheck(), "[Lighttpd]\naddress: here\ntimeout: 3\nauth: perhaps\nusr: me\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Lighttpd] address = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Lighttpd] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Lighttpd] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [Lighttpd] usr: unknown key; did you mean \"user\"?"));
    }
}
