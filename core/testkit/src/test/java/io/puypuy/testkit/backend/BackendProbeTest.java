package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackendProbeTest {
    private static final BackendProbe.Limits QUICK =
            new BackendProbe.Limits(Duration.ofSeconds(2), Duration.ofSeconds(3));
    private static final PeerBehaviour STORES = PeerBehaviour.status(200, "");

    private final List<Step> steps = new ArrayList<>();
    private RecordingHttpPeer peer;

    @BeforeEach
    void start() {
        peer = RecordingHttpPeer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private boolean probe(Backend backend, String ini) throws InterruptedException {
        steps.clear();
        try (BackendDriver driver = BackendDriver.of(backend, ini)) {
            steps.addAll(driver.probe(QUICK));
        }
        return steps.stream().allMatch(Step::ok);
    }

    private boolean probe(String ini) throws InterruptedException {
        return probe(new LinesBackend(), "timeout = 1s\n" + ini);
    }

    private List<Kind> kinds() {
        return steps.stream().map(Step::kind).toList();
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }

    private void failedAt(Kind kind) {
        assertThat(last().kind()).as("%s", steps).isEqualTo(kind);
        assertThat(steps).filteredOn(step -> !step.ok()).hasSize(1).containsExactly(last());
        assertThat(last().words()).startsWith("conf/config.ini:").doesNotContain("\n");
    }

    @Test
    void receiverThatStoresIsReachedStepByStep() throws Exception {
        assertThat(probe("address = " + peer.uri("/write") + "\nuser = me\npass = secret\n"))
                .as("%s", steps)
                .isTrue();
        assertThat(kinds()).containsExactly(Kind.NAME, Kind.CONNECTION, Kind.AUTHENTICATION, Kind.POINT);
        assertThat(steps).allMatch(Step::ok).allMatch(step -> !step.took().isNegative());
        assertThat(steps.get(1).words()).isEqualTo("127.0.0.1:" + peer.port());
        assertThat(steps.get(2).words()).isEqualTo("as me");
        assertThat(peer.requests()).singleElement().satisfies(request -> assertThat(request.text())
                .isEqualTo("puypuy_probe 1\n"));
    }

    @Test
    void serverThatAsksForNothingIsNotCalledAuthenticated() throws Exception {
        probe("address = " + peer.uri("/write") + "\nuser = me\npass = placeholder\nauth = no\n");
        assertThat(steps.get(2).words()).isEqualTo("nothing is set for it, and nothing was asked for");
    }

    @Test
    void unknownHostNamesTheAddress() throws Exception {
        assertThat(probe("address = http://nowhere.invalid:8086\n")).isFalse();
        failedAt(Kind.NAME);
        assertThat(last().words())
                .startsWith("conf/config.ini:3: [TSDB] address = \"http://nowhere.invalid:8086\": ")
                .contains("nowhere.invalid", "; write ");
    }

    @Test
    void refusedConnectionNamesAddressAndPort() throws Exception {
        int port = FaultyTcpPeer.refusingPort();
        assertThat(probe("address = http://127.0.0.1:" + port + "\n")).isFalse();
        failedAt(Kind.CONNECTION);
        assertThat(last().words())
                .contains("no connection with 127.0.0.1:" + port + " (")
                .containsIgnoringCase("refused")
                .contains("; correct host and port");
    }

    @Test
    void passwordWithinTheAddressIsNotShown() throws Exception {
        int port = FaultyTcpPeer.refusingPort();
        probe("address = http://me:secret@127.0.0.1:" + port + "\n");
        assertThat(last().words())
                .contains("address = \"http://…@127.0.0.1:" + port + "\"")
                .doesNotContain("secret");
    }

    @Test
    void unknownCertificateNamesTheFileOfCertificates() throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            assertThat(probe("address = " + secure.uri("/") + "\n")).isFalse();
            failedAt(Kind.TLS);
            assertThat(last().words())
                    .startsWith("conf/config.ini:1: [TSDB] ca_file: the certificate of 127.0.0.1:" + secure.port()
                            + " is not trusted: ")
                    .endsWith("; name a file with its issuer's certificate (PEM), or set tls_verify = no");
        }
    }

    @Test
    void certificateThatIsTrustedByFileOrUnverifiedIsTaken(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            Path file = Files.writeString(folder.resolve("ca.pem"), secure.certificatePem());
            String address = "address = " + secure.uri("/") + "\n";
            assertThat(probe(address + "ca_file = " + file + "\n"))
                    .as("%s", steps)
                    .isTrue();
            assertThat(kinds()).containsExactly(Kind.NAME, Kind.CONNECTION, Kind.TLS, Kind.AUTHENTICATION, Kind.POINT);
            assertThat(steps.get(2).words()).startsWith("TLSv1.").contains("certificate of CN=", "valid until 2");

            assertThat(probe(address + "tls_verify = no\n")).isTrue();
            assertThat(steps.get(2).words()).endsWith("certificate not verified, as tls_verify says");
        }
    }

    @Test
    void certificateForAnotherNameNamesTheAddress(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES, "db.example.org")) {
            Path file = Files.writeString(folder.resolve("ca.pem"), secure.certificatePem());
            assertThat(probe("address = " + secure.uri("/") + "\nca_file = " + file + "\n"))
                    .isFalse();
            failedAt(Kind.TLS);
            assertThat(last().words()).contains("[TSDB] address = ", "is for db.example.org; write a name");
        }
    }

    @Test
    void unusableFileOfCertificatesIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
        try (FaultyTcpPeer secure = FaultyTcpPeer.startTls(STORES)) {
            probe("address = " + secure.uri("/") + "\nca_file = " + file + "\n");
            failedAt(Kind.TLS);
            assertThat(last().words())
                    .contains("[TSDB] ca_file = \"" + file + "\": ")
                    .contains("PEM");

            probe("address = " + secure.uri("/") + "\nca_file = " + folder.resolve("gone.pem") + "\n");
            failedAt(Kind.TLS);
            assertThat(last().words()).contains("gone.pem\": cannot be read; write ");
        }
    }

    @Test
    void serverWithoutTlsIsNamedSo() throws Exception {
        probe("address = https://127.0.0.1:" + peer.port() + "\n");
        failedAt(Kind.TLS);
        assertThat(last().words()).contains("[TSDB] address = ", "no TLS with 127.0.0.1:", "write the port");
    }

    @Test
    void serverThatIsSilentDuringTheHandshakeIsGivenUp() throws Exception {
        try (FaultyTcpPeer silent = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            assertThat(probe("address = https://127.0.0.1:" + silent.port() + "\n"))
                    .isFalse();
            failedAt(Kind.TLS);
            assertThat(last().took()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void notAllowedSaysWhatCameBackAndWhatToChange() throws Exception {
        peer.answer(request -> PeerAnswer.of(401, "who are you?"));
        assertThat(probe("address = " + peer.uri("/write") + "\nuser = me\npass = wrong\n"))
                .isFalse();
        failedAt(Kind.AUTHENTICATION);
        assertThat(last().words())
                .startsWith("conf/config.ini:1: [TSDB]: POST http://127.0.0.1:" + peer.port() + "/write answered 401")
                .contains("\"who are you?\"", "check user and pass, or token")
                .doesNotContain("wrong");
    }

    @Test
    void addressOfSomethingElseSaysSo() throws Exception {
        peer.answer(request -> PeerAnswer.of(404, "no such page"));
        assertThat(probe("address = " + peer.uri("/write") + "\n")).isFalse();
        failedAt(Kind.POINT);
        assertThat(last().words()).contains("answered 404", "\"no such page\"", "check address");
    }

    @Test
    void refusedPointIsShownInTheReceiversWords() throws Exception {
        peer.answer(request -> PeerAnswer.of(400, "no database"));
        assertThat(probe("address = " + peer.uri("/write") + "\n")).isFalse();
        failedAt(Kind.POINT);
        assertThat(kinds()).contains(Kind.AUTHENTICATION);
        assertThat(last().words()).contains("refuses the point", "\"no database\"", "; check address");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"busy", "never answers", "closes early"})
    void unusableAnswerIsNoSuccess(String situation) throws Exception {
        PeerBehaviour behaviour =
                switch (situation) {
                    case "busy" -> PeerBehaviour.status(503, "busy");
                    case "never answers" -> PeerBehaviour.neverAnswers();
                    default -> PeerBehaviour.closesEarly();
                };
        try (FaultyTcpPeer faulty = FaultyTcpPeer.start(behaviour)) {
            assertThat(probe("address = " + faulty.uri("/") + "\n")).isFalse();
            failedAt(Kind.POINT);
            assertThat(last().words()).contains("127.0.0.1:" + faulty.port()).contains("; check address and timeout");
        }
    }

    @Test
    void pointThatCannotBeSentSaysWhy() throws Exception {
        Backend picky = new Local() {
            @Override
            public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
                throw new UnsendablePointException("the tag cluster has a blank");
            }
        };
        assertThat(probe(picky, "")).isFalse();
        assertThat(steps).singleElement().satisfies(step -> assertThat(step.words())
                .contains("the tag cluster has a blank", "cluster_name"));
    }

    @Test
    void backendThatNamesNoRefusedPointOrHasNoAnswerFails() throws Exception {
        assertThat(probe(answering(new Delivery.Refused(List.of())), "")).isFalse();
        assertThat(last().words()).contains("it refuses points, but none of this request");

        assertThat(probe(answering(null), "")).isFalse();
        assertThat(last().words()).contains("the backend gave no answer");
    }

    // The build would refuse a backend that says null itself.
    @SuppressWarnings("NullAway")
    private static Backend answering(@Nullable Delivery delivery) {
        return new Local() {
            @Override
            public Delivery send(EncodedPoints points) {
                return delivery;
            }
        };
    }

    @Test
    void backendThatThrowsOrHangsIsABackendThatFails() throws Exception {
        assertThat(probe(
                        new Local() {
                            @Override
                            public Delivery send(EncodedPoints points) {
                                throw new IllegalStateException("broken");
                            }
                        },
                        ""))
                .isFalse();
        assertThat(last().words()).contains("[TSDB] tsdtype: the backend failed: IllegalStateException: broken");

        assertThat(probe(
                        new Local() {
                            @Override
                            public Delivery send(EncodedPoints points) throws InterruptedException {
                                new CountDownLatch(1).await();
                                return new Delivery.Stored();
                            }
                        },
                        ""))
                .isFalse();
        assertThat(last().words()).contains("no answer within 3 s");
    }

    /** Stores without a network. */
    private static class Local implements Backend {
        @Override
        public String type() {
            return "Local";
        }

        @Override
        public void configure(Settings settings, BackendContext context) {}

        @Override
        public Limits limits() {
            return new Limits(1, 1);
        }

        @Override
        public void encode(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
            out.text(point.name());
        }

        @Override
        public Delivery send(EncodedPoints points) throws InterruptedException {
            return new Delivery.Stored();
        }
    }
}
