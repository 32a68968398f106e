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
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.probe.Step.Kind;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackendProbeTest {
    private final ProbedSteps steps = new ProbedSteps();
    private RecordingHttpPeer peer;

    @BeforeEach
    void start() {
        peer = RecordingHttpPeer.start();
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void receiverThatStoresIsReachedStepByStep() throws Exception {
        assertThat(steps.probe("address = " + peer.uri("/write") + "\nuser = me\npass = secret\n"))
                .as("%s", steps.all())
                .isTrue();
        assertThat(steps.kinds()).containsExactly(Kind.NAME, Kind.CONNECTION, Kind.AUTHENTICATION, Kind.POINT);
        assertThat(steps.all()).allMatch(Step::ok).allMatch(step -> !step.took().isNegative());
        assertThat(steps.all().get(1).words()).isEqualTo("127.0.0.1:" + peer.port());
        assertThat(steps.all().get(2).words()).isEqualTo("as me");
        assertThat(peer.requests()).singleElement().satisfies(request -> assertThat(request.text())
                .isEqualTo("puypuy_probe 1\n"));
    }

    @Test
    void serverThatAsksForNothingIsNotCalledAuthenticated() throws Exception {
        steps.probe("address = " + peer.uri("/write") + "\nuser = me\npass = placeholder\nauth = no\n");
        assertThat(steps.all().get(2).words()).isEqualTo("nothing is set for it, and nothing was asked for");
    }

    @Test
    void unknownHostNamesTheAddress() throws Exception {
        assertThat(steps.probe("address = http://nowhere.invalid:8086\n")).isFalse();
        steps.failedAt(Kind.NAME);
        assertThat(steps.last().words())
                .startsWith("conf/config.ini:3: [TSDB] address = \"http://nowhere.invalid:8086\": ")
                .contains("nowhere.invalid", "; write ");
    }

    @Test
    void refusedConnectionNamesAddressAndPort() throws Exception {
        int port = FreePort.next();
        assertThat(steps.probe("address = http://127.0.0.1:" + port + "\n")).isFalse();
        steps.failedAt(Kind.CONNECTION);
        assertThat(steps.last().words())
                .contains("no connection with 127.0.0.1:" + port + " (")
                .containsIgnoringCase("refused")
                .contains("; correct host and port");
    }

    @Test
    void passwordWithinTheAddressIsNotShown() throws Exception {
        int port = FreePort.next();
        steps.probe("address = http://me:secret@127.0.0.1:" + port + "\n");
        assertThat(steps.last().words())
                .contains("address = \"http://…@127.0.0.1:" + port + "\"")
                .doesNotContain("secret");
    }

    @Test
    void notAllowedSaysWhatCameBackAndWhatToChange() throws Exception {
        peer.answer(request -> PeerAnswer.of(401, "who are you?"));
        assertThat(steps.probe("address = " + peer.uri("/write") + "\nuser = me\npass = wrong\n"))
                .isFalse();
        steps.failedAt(Kind.AUTHENTICATION);
        assertThat(steps.last().words())
                .startsWith("conf/config.ini:1: [TSDB]: POST http://127.0.0.1:" + peer.port() + "/write answered 401")
                .contains("\"who are you?\"", "check user and pass, or token")
                .doesNotContain("wrong");
    }

    @Test
    void addressOfSomethingElseSaysSo() throws Exception {
        peer.answer(request -> PeerAnswer.of(404, "no such page"));
        assertThat(steps.probe("address = " + peer.uri("/write") + "\n")).isFalse();
        steps.failedAt(Kind.POINT);
        assertThat(steps.last().words()).contains("answered 404", "\"no such page\"", "check address");
    }

    @Test
    void refusedPointIsShownInTheReceiversWords() throws Exception {
        peer.answer(request -> PeerAnswer.of(400, "no database"));
        assertThat(steps.probe("address = " + peer.uri("/write") + "\n")).isFalse();
        steps.failedAt(Kind.POINT);
        assertThat(steps.kinds()).contains(Kind.AUTHENTICATION);
        assertThat(steps.last().words()).contains("refuses the point", "\"no database\"", "; check address");
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
            assertThat(steps.probe("address = " + faulty.uri("/") + "\n")).isFalse();
            steps.failedAt(Kind.POINT);
            assertThat(steps.last().words())
                    .contains("127.0.0.1:" + faulty.port())
                    .contains("; check address and timeout");
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
        assertThat(steps.probe(picky, "")).isFalse();
        assertThat(steps.all()).singleElement().satisfies(step -> assertThat(step.words())
                .contains("the tag cluster has a blank", "cluster_name"));
    }

    @Test
    void backendThatNamesNoRefusedPointOrHasNoAnswerFails() throws Exception {
        assertThat(steps.probe(answering(new Delivery.Refused(List.of())), "")).isFalse();
        assertThat(steps.last().words()).contains("it refuses points, but none of this request");

        assertThat(steps.probe(answering(null), "")).isFalse();
        assertThat(steps.last().words()).contains("the backend gave no answer");
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
        assertThat(steps.probe(
                        new Local() {
                            @Override
                            public Delivery send(EncodedPoints points) {
                                throw new IllegalStateException("broken");
                            }
                        },
                        ""))
                .isFalse();
        assertThat(steps.last().words()).contains("[TSDB] tsdtype: the backend failed: IllegalStateException: broken");

        assertThat(steps.probe(
                        new Local() {
                            @Override
                            public Delivery send(EncodedPoints points) throws InterruptedException {
                                new CountDownLatch(1).await();
                                return new Delivery.Stored();
                            }
                        },
                        ""))
                .isFalse();
        assertThat(steps.last().words()).contains("no answer within 3 s");
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
