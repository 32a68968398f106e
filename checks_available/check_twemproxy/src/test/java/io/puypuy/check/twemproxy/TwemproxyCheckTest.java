package io.puypuy.check.twemproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedLines;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TwemproxyCheckTest extends ReplyContract {
    @Override
    protected Check newCheck(RecordedTree tree) {
        return new TwemproxyCheck();
    }

    @Override
    protected PeerBehaviour server(RecordedTree tree) {
        return RecordedLines.unasked(tree);
    }

    @Override
    protected String ini(int port) {
        return "[Twemproxy]\nport: " + port + "\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "twemproxy-0.5";
    }

    @Test
    void keepsTheLettersOfNames() throws Exception {
        String answer = "{\"service\":\"nutcracker\", \"uptime\":1, \"gr\u00fcn\": {\"client_connections\":3}}";
        PeerBehaviour sends = connection -> connection.send(answer.getBytes(StandardCharsets.UTF_8));
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(sends);
                CheckDriver driver = CheckDriver.of(new TwemproxyCheck(), ini(peer.port()))) {
            assertThat(driver.run(Instant.EPOCH)
                            .point("twemproxy_client_connections", "pool", "gr\u00fcn")
                            .integer())
                    .isEqualTo(3);
        }
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new TwemproxyCheck(), "[Twemproxy]\nport: x\ntimeout: soon\nhosts: y\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("conf/check.ini:2: [Twemproxy] port = \"x\""),
                        fault -> assertThat(fault).startsWith("conf/check.ini:3: [Twemproxy] timeout = \"soon\""),
                        fault -> assertThat(fault).contains("[Twemproxy] hosts: unknown key; did you mean \"host\"?"));
    }
}
