package io.puypuy.check.lighttpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LighttpdCheckTest extends ReplyContract {
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

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/a b", "http://me:word@127.0.0.1/status", "/%"})
    void namesThePathThatIsWrongAndShowsNoPassword(String stats) {
        assertThat(CheckDriver.faults(
                        new LighttpdCheck(), "[Lighttpd]\naddress: http://me:word@127.0.0.1\nstats: " + stats + "\n"))
                .singleElement()
                .asString()
                .startsWith("conf/check.ini:3: [Lighttpd] stats = ")
                .contains(": not a path; write it as in /")
                .doesNotContain("word");
    }

    @Test
    void pathNeedsNoSlash() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start();
                CheckDriver driver = CheckDriver.of(
                        new LighttpdCheck(),
                        "[Lighttpd]\naddress: http://127.0.0.1:" + server.port() + "\nstats: status\n")) {
            driver.run(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(server.requests().get(0).target()).hasToString("/status");
        }
    }
}
