package io.puypuy.check.oddeye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.Event;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckContract;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.check.RecordedTree;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.peer.UnixPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddEyeCheckTest extends CheckContract {
    /** The cases name it; a port would be another one at each run. */
    private static final Path SOCKET = Path.of("target/oddeye.sock");

    private static UnixPeer peer;

    @BeforeAll
    static void answer() throws IOException {
        Files.deleteIfExists(SOCKET);
        peer = UnixPeer.start(SOCKET, connection -> {
            boolean known = connection.readHead().startsWith("GET /ok.txt ");
            connection.send("HTTP/1.1 " + (known ? "200 OK" : "404 Not Found")
                    + "\r\nContent-Length: 3\r\nConnection: close\r\n\r\nOK\n");
        });
    }

    @AfterAll
    static void end() throws IOException {
        peer.close();
    }

    /** Every look at its clock is 12.5 ms after the one before. */
    @Override
    protected Check newCheck(RecordedTree tree) {
        AtomicLong nanos = new AtomicLong();
        return new OddEyeCheck(() -> nanos.addAndGet(12_500_000));
    }

    private static CheckResult run(String ini) throws Exception {
        try (CheckDriver driver = CheckDriver.of(new OddEyeCheck(), "[OddEye]\n" + ini)) {
            return driver.run(Instant.now());
        }
    }

    @Test
    void timesTheAddressOnce() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            server.answer(request -> PeerAnswer.of(200, "OK"));
            CheckResult result = run("url: " + server.uri("/ok.txt") + "\n");
            assertThat(server.requests()).hasSize(1);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points("host_alive").get(0).floating()).isBetween(0.0, 3.0);
            assertThat(result.points("host_alive_ok").get(0).integer()).isEqualTo(1);
        }
    }

    @Test
    void saysNoPasswordOfTheAddress() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            server.answer(request -> PeerAnswer.of(500, "no"));
            String address = server.uri("/ok.txt").toString().replace("http://", "http://demo:sesame@");
            assertThat(run("url: " + address + "\n").outcome().message())
                    .contains("/ok.txt", "500")
                    .doesNotContain("sesame");
        }
    }

    @Test
    void sendsAHeartBeatAtEveryRun() throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start();
                CheckDriver driver = CheckDriver.of(new OddEyeCheck(), "[OddEye]\nurl: " + server.uri("/ok.txt"))) {
            for (int i = 0; i < 3; i++) {
                CheckResult result = driver.run(Instant.now());
                Event beat = result.events().get(0);
                assertThat(beat.name()).isEqualTo("HeartBeat");
                assertThat(beat.status()).isEqualTo(Alert.Level.OK);
                assertThat(beat.message()).isEqualTo("{DURATION} without HeartBeats from host");
                assertThat(beat.reaction()).isEqualTo(2);
                assertThat(beat.value())
                        .isEqualTo(result.points("host_alive").get(0).floating());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 404, 500, 503})
    void aHostWhoseAddressFailsLivesNevertheless(int status) throws Exception {
        try (RecordingHttpPeer server = RecordingHttpPeer.start()) {
            server.answer(request -> PeerAnswer.of(status, "no"));
            CheckResult result = run("url: " + server.uri("/ok.txt") + "\n");
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message()).contains("/ok.txt answered " + status);
            assertThat(result.points("host_alive")).isEmpty();
            assertThat(result.points("host_alive_ok").get(0).integer()).isZero();
            assertThat(result.events()).hasSize(1);
        }
    }

    @Test
    void anAddressThatHangsEndsInTime() throws Exception {
        try (FaultyTcpPeer server = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            CheckResult result = run("url: " + server.uri("/ok.txt") + "\ntimeout: 300ms\n");
            assertThat(result.outcome().message()).contains("no answer from", "within 300 ms");
            assertThat(result.points("host_alive_ok").get(0).integer()).isZero();
            assertThat(result.events().get(0).value()).isCloseTo(0.3, within(5.0));
        }
    }

    @Test
    void goesNowhereUnlessToldTo() throws Exception {
        try (CheckDriver driver = CheckDriver.of(new OddEyeCheck(), "")) {
            CheckResult result = driver.run(Instant.now());
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(result.points()).hasSize(1);
            assertThat(result.events().get(0).value()).isZero();
        }
    }

    @Test
    void namesAnAddressThatIsNone() {
        assertThat(CheckDriver.faults(new OddEyeCheck(), "[OddEye]\nurl: ok.txt\ntimeout: 3\n"))
                .hasSize(2)
                .anyMatch(fault -> fault.startsWith("conf/check.ini:2: [OddEye] url = \"ok.txt\": not an address"))
                .anyMatch(fault -> fault.startsWith("conf/check.ini:3: [OddEye] timeout = \"3\": not a duration"));
    }
}
