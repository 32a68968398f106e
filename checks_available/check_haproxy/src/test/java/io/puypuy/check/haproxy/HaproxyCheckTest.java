package io.puypuy.check.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.api.Tags;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.check.ReplyContract;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.UnixPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaproxyCheckTest extends ReplyContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    protected Check newCheck(RecordedTree tree) {
        return new HaproxyCheck();
    }

    @Override
    protected PeerBehaviour server(RecordedTree tree) {
        return connection -> {
            Path answer = tree.folder().resolve("socket/show-stat");
            if (Files.exists(answer)) {
                PeerBehaviour.line(Files.readString(answer)).serve(connection);
            } else {
                super.server(tree).serve(connection);
            }
        };
    }

    @Override
    protected String ini(int port) {
        return "[HAProxy]\nurl: http://127.0.0.1:" + port + "/haproxy?stats;csv\ntimeout: 500ms\n";
    }

    @Override
    protected String healthyCase() {
        return "haproxy-2.6";
    }

    private static CheckResult overSocket(Path folder, PeerBehaviour behaviour) throws Exception {
        Path socket = folder.resolve("stats.sock");
        try (UnixPeer peer = UnixPeer.start(socket, behaviour);
                CheckDriver driver = CheckDriver.of(
                        new HaproxyCheck(), "[HAProxy]\nstats_socket: " + socket + "\ntimeout: 500ms\n")) {
            return driver.run(START);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "Permission denied\n\n", "# pxname,svname,scur,status,\nweb,FRONTEND,1,OPEN,\n"})
    void refusesAnotherAnswerOfTheSocket(String answer, @TempDir Path folder) throws Exception {
        assertFailed(overSocket(folder, PeerBehaviour.line(answer)));
    }

    @Test
    void silenceOfTheSocketEndsInTime(@TempDir Path folder) throws Exception {
        assertFailed(overSocket(folder, PeerBehaviour.neverAnswers()));
    }

    @Test
    void readsTheSocket(@TempDir Path folder) throws Exception {
        CheckResult result =
                overSocket(folder, PeerBehaviour.line("# pxname,svname,scur,status,\nweb,FRONTEND,7,OPEN,\n\n"));
        assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
        assertThat(result.point("haproxy_sessions", "frontend", "web").integer())
                .isEqualTo(7);
    }

    private static CheckResult withStatus(String status, Path folder) throws Exception {
        return overSocket(folder, PeerBehaviour.line("# pxname,svname,scur,status,\napp,s1,7," + status + ",\n\n"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "OPEN, 1",
        "UP, 1",
        "UP 1/3, 1",
        "DOWN, 0",
        "DOWN 1/2, 0",
        "MAINT, 0",
        "MAINT (via app/s2), 0",
        "DRAIN, 0",
        "NOLB, 0",
        "STOP, 0"
    })
    void isUpIfItsStatusBeginsSo(String status, long up, @TempDir Path folder) throws Exception {
        assertThat(withStatus(status, folder).point("haproxy_up", "sv", "s1").integer())
                .isEqualTo(up);
    }

    @Test
    void doesNotSayWhetherAServerWithoutHealthChecksIsUp(@TempDir Path folder) throws Exception {
        CheckResult result = withStatus("no check", folder);
        assertThat(result.points("haproxy_up"))
                .extracting(point -> point.series().tags())
                .containsExactly(Tags.none());
        assertThat(result.point("haproxy_sessions", "upstream", "s1").integer()).isEqualTo(7);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(
                        new HaproxyCheck(),
                        "[HAProxy]\nurl: here\ntimeout: 3\nauth: perhaps\nstats_socket: 127.0.0.1:99999\nserver: no\n"))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [HAProxy] url = \"here\": not an address"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [HAProxy] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [HAProxy] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:5: [HAProxy] stats_socket = \"127.0.0.1:99999\": neither"),
                        fault -> assertThat(fault)
                                .contains("warning: [HAProxy] server: unknown key; did you mean \"servers\"?"));
    }
}
