package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every check whose page is given in two parts, {@code address} and the path {@code stats}. */
public abstract class StatsPathContract extends ReplyContract {
    private Check check() {
        return newCheck(new RecordedTree());
    }

    private String ini(String address, String stats) {
        return "[" + check().section() + "]\naddress: " + address + "\nstats: " + stats + "\n";
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/a b", "http://me:word@127.0.0.1/status", "/%"})
    void namesThePathThatIsWrongAndShowsNoPassword(String stats) {
        assertThat(CheckDriver.faults(check(), ini("http://me:word@127.0.0.1", stats)))
                .singleElement()
                .asString()
                .startsWith("conf/check.ini:3: [" + check().section() + "] stats = ")
                .contains(": not a path; write it as in /")
                .doesNotContain("word");
    }

    @Test
    void pathNeedsNoSlash() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start();
                CheckDriver driver = CheckDriver.of(check(), ini("http://127.0.0.1:" + server.port(), "status"))) {
            driver.run(Instant.parse("2026-01-01T00:00:00Z"));
            assertThat(server.requests().get(0).target()).hasToString("/status");
        }
    }
}
