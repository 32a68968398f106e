package io.puypuy.check.apache;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import org.junit.jupiter.api.Test;

class ApacheCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new ApacheCheck();
    }

    @Override
    protected String ini(int port) {
        return "[Apache]\nurl: http://127.0.0.1:" + port + "/server-status?auto\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "apache-2.4";
    }

    // A server that does not say how long its page is ends it by closing the connection.
    @Test
    void refusesAScoreboardThatIsCutOff() throws Exception {
        String page = "HTTP/1.0 200 OK\r\n\r\nBusyWorkers: 1\nIdleWorkers: 2\nScoreboard: _W_";
        assertFailed(run(PeerBehaviour.head(page)));
        assertThat(run(PeerBehaviour.head(page + "\n"))
                        .point("apache_scoreboard", "state", "waiting")
                        .integer())
                .isEqualTo(2);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new ApacheCheck(), "[Apache]\nurl: /server-status?auto\ntimeout: 3\nauth: perhaps\nusr: me\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [Apache] url = \"/server-status?auto\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [Apache] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [Apache] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .contains("warning: [Apache] usr: unknown key; did you mean \"user\"?"));
    }
}
