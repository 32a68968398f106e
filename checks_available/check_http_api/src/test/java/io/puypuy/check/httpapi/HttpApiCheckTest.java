package io.puypuy.check.httpapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpTimes;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.PeerConnection;
import io.puypuy.testkit.peer.UnixPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded cases are answered at a Unix socket, so that hosts and ports are the same each time. */
class HttpApiCheckTest extends CheckContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path SOCKET = Path.of("target/http-api.sock");
    private static final long HUGE = 50L << 20;

    private Optional<UnixPeer> peer = Optional.empty();

    @Override
    protected Check newCheck(RecordedTree tree) {
        try {
            closePeer();
            Files.createDirectories(Path.of("target"));
            Files.deleteIfExists(SOCKET);
            peer = Optional.of(UnixPeer.start(SOCKET, server(tree)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpApiCheck(HttpApiCheckTest::times);
    }

    private static HttpTimes times(HttpReply reply) {
        return new HttpTimes(
                Optional.of(Duration.ofMillis(2)),
                Duration.ofMillis(30),
                Duration.ofMillis(45),
                reply.request().contains("/health")
                        ? Optional.of(Instant.parse("2026-01-31T12:00:00Z"))
                        : Optional.empty());
    }

    @AfterEach
    void closePeer() throws IOException {
        if (peer.isPresent()) {
            peer.get().close();
        }
    }

    private static CheckResult run(String ini) throws InterruptedException {
        try (CheckDriver driver = CheckDriver.of(new HttpApiCheck(), "[HTTP]\nauth: no\ntimeout: 500ms\n" + ini)) {
            return driver.run(START);
        }
    }

    private static CheckResult run(PeerBehaviour behaviour) throws Exception {
        try (FaultyTcpPeer server = FaultyTcpPeer.start(behaviour)) {
            return run("upstream: " + server.uri("/") + "\n");
        }
    }

    private static void assertDown(CheckResult result, int code) {
        assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(result.points()).hasSize(2);
        assertThat(result.point("http_api_up", "path", "/").integer()).isZero();
        assertThat(result.point("http_api_result", "path", "/").integer()).isEqualTo(code);
    }

    @Test
    void refusedConnectionIsNoTime() throws Exception {
        assertDown(run("upstream: http://127.0.0.1:" + FreePort.next() + "/\n"), 3);
    }

    // The kernel connects to no broadcast address, and says the same as of a network to which there is no way.
    @Test
    void unreachableNetworkIsNoTime() throws Exception {
        assertDown(run("upstream: http://127.255.255.255:1/\n"), 3);
    }

    @Test
    void silenceIsNoTime() throws Exception {
        assertDown(run(PeerBehaviour.neverAnswers()), 4);
    }

    @Test
    void slowAnswerIsNoTime() throws Exception {
        assertDown(run(PeerBehaviour.answersSlowly("HTTP/1.1 200 OK\r\n\r\n", Duration.ofMillis(50))), 4);
    }

    @Test
    void brokenAnswerIsNoTime() throws Exception {
        assertDown(run(PeerBehaviour.truncatesAnswer()), 2);
        assertDown(run(PeerBehaviour.truncatesChunks()), 2);
        assertDown(run(PeerBehaviour.resetsInAnswer()), 2);
        assertDown(run(PeerBehaviour.line("SSH-2.0-OpenSSH_9.2p1\r\n")), 2);
        assertDown(run(PeerBehaviour.head("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")), 2);
    }

    @Test
    void hugeAnswerIsNoTime() throws Exception {
        assertDown(run(PeerBehaviour.answersHuge(HUGE)), 2);
    }

    @Test
    void oneThatIsDownCostsOthersNothing() throws Exception {
        try (FaultyTcpPeer up = FaultyTcpPeer.start(PeerBehaviour.status(200, "hello"));
                FaultyTcpPeer silent = FaultyTcpPeer.start(PeerBehaviour.neverAnswers());
                CheckDriver driver = CheckDriver.of(
                        new HttpApiCheck(),
                        "[HTTP]\ntimeout: 300ms\nupstream: " + silent.uri("/a") + ", " + up.uri("/b") + "\n")) {
            for (int run = 0; run < 2; run++) {
                CheckResult result = driver.run(START.plusSeconds(run));
                assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
                assertThat(result.outcome().message()).contains(silent.uri("/a").toString());
                assertThat(result.point("http_api_up", "path", "/a").integer()).isZero();
                assertThat(result.point("http_api_up", "path", "/b").integer()).isEqualTo(1);
                // In the second run the one that failed comes last.
                assertThat(result.points("http_api_up").get(run).integer()).isZero();
            }
        }
    }

    @Test
    void asksAllAddressesAtOnce() throws Exception {
        CountDownLatch waiting = new CountDownLatch(3);
        try (FaultyTcpPeer server = FaultyTcpPeer.start(connection -> answerTogether(connection, waiting));
                CheckDriver driver = CheckDriver.of(
                        new HttpApiCheck(),
                        "[HTTP]\ntimeout: 20s\nupstream: " + server.uri("/a") + ", " + server.uri("/b") + ", "
                                + server.uri("/c") + "\n")) {
            CheckResult result = driver.run(START);
            assertThat(result.outcome().message()).isEmpty();
            assertThat(result.points("http_api_up"))
                    .extracting(point -> point.integer())
                    .containsExactly(1L, 1L, 1L);
        }
    }

    private static void answerTogether(PeerConnection connection, CountDownLatch waiting) throws IOException {
        connection.readHead();
        waiting.countDown();
        try {
            if (waiting.await(10, TimeUnit.SECONDS)) {
                connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void silentAddressesAreDownInEveryRun() throws Exception {
        try (FaultyTcpPeer silent = FaultyTcpPeer.start(PeerBehaviour.neverAnswers());
                CheckDriver driver = CheckDriver.of(
                        new HttpApiCheck(),
                        "[HTTP]\ntimeout: 300ms\nupstream: " + silent.uri("/a") + ", " + silent.uri("/b") + ", "
                                + silent.uri("/c") + "\n")) {
            for (int run = 0; run < 3; run++) {
                assertThat(driver.run(START.plusSeconds(run)).points("http_api_up"))
                        .extracting(point -> point.integer())
                        .containsExactly(0L, 0L, 0L);
            }
        }
    }

    @Test
    void doesNothingAtLoadTime() throws Exception {
        try (FaultyTcpPeer server = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            CheckDriver.of(new HttpApiCheck(), "[HTTP]\nupstream: " + server.uri("/") + "\n")
                    .close();
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"399, 1", "400, 0"})
    void isUpBelow400(int status, long up) throws Exception {
        CheckResult result = run(PeerBehaviour.status(status, "hello"));
        assertThat(result.point("http_api_up", "path", "/").integer()).isEqualTo(up);
        assertThat(result.points("http_api")).hasSize((int) up);
    }

    @Test
    void saysWhyThereWasNoAnswer() {
        assertThat(Result.of(new IOException(new UnknownHostException("nowhere"))))
                .isEqualTo(Result.UNKNOWN_HOST);
        assertThat(Result.of(new IOException(new ConnectException()))).isEqualTo(Result.CONNECTION_FAILED);
        assertThat(Result.of(new IOException(new InterruptedIOException()))).isEqualTo(Result.TOO_LATE);
        assertThat(Result.of(new IOException(new SocketException()))).isEqualTo(Result.ANSWER_BROKEN);
    }

    @Test
    void namesTheSettingThatIsWrong() {
        assertThat(CheckDriver.faults(new HttpApiCheck(), """
            [HTTP]
            upstream: http://127.0.0.1, ftp://127.0.0.1
            timeout: 3
            auth: perhaps
            expect_status: 20
            expected_body: x
            """))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:3: [HTTP] timeout = \"3\": not a duration"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:4: [HTTP] auth = \"perhaps\": not a truth"),
                        fault -> assertThat(fault)
                                .startsWith("conf/check.ini:2: [HTTP] upstream = ")
                                .contains("\"ftp://127.0.0.1\" is not an address"),
                        fault -> assertThat(fault).startsWith("conf/check.ini:5: [HTTP] expect_status = \"20\""),
                        fault -> assertThat(fault)
                                .contains("warning: [HTTP] expected_body: unknown key; did you mean \"expect_body\"?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:0/", "http://127.0.0.1:92000/", "http://my_web:92000/"})
    void refusesAPortThatNoServerCanHave(String upstream) {
        assertThat(CheckDriver.faults(new HttpApiCheck(), "[HTTP]\nupstream: " + upstream + "\n"))
                .singleElement()
                .asString()
                .contains("\"" + upstream + "\" is not an address");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "http://a.example/x, http://a_example/x | http://a.example/x | http://a_example/x",
                "http://h:443/, https://h/ | http://h:443/ | https://h/",
                "http://me:pw@h/, http://you:pw@h/ | http://…@h/ | http://…@h/",
                "http://h/?a, http://h, http://h/ | http://h | http://h/"
            })
    void refusesAddressesThatTagsDoNotTellApart(String upstream, String one, String other) {
        assertThat(CheckDriver.faults(new HttpApiCheck(), "[HTTP]\nupstream: " + upstream + "\n"))
                .singleElement()
                .asString()
                .startsWith("conf/check.ini:2: [HTTP] upstream = ")
                .contains("\"" + one + "\" and \"" + other
                        + "\" would have the same tags; write each server and path once")
                .doesNotContain("pw");
    }

    @Test
    void tellsAddressesApartByTheirQuery() {
        assertThat(CheckDriver.faults(
                        new HttpApiCheck(), "[HTTP]\nupstream: http://h/?a=1, http://h/?a=2, http://h/\n"))
                .isEmpty();
    }

    @Test
    void showsNoPasswordOfAnAddressThatIsWrong() {
        assertThat(CheckDriver.faults(new HttpApiCheck(), "[HTTP]\nupstream: http://me:p%w@127.0.0.1/\n"))
                .singleElement()
                .asString()
                .contains("\"http://…@127.0.0.1/\" is not an address")
                .doesNotContain("p%w");
    }
}
