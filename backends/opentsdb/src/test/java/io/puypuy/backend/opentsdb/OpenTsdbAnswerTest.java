package io.puypuy.backend.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from answers, which have the form that OpenTSDB 2.4.1 gives them. */
class OpenTsdbAnswerTest {
    private static final long TIME = 1_700_000_000_000L;
    private static final Delivery STORED = new Delivery.Stored();
    private static final List<DataPoint> POINTS = List.of(
            Points.floating("small", Tags.of("disk", "a b"), TIME, 1e-7),
            Points.integer("whole", Tags.of("disk", "b"), TIME, Long.MAX_VALUE),
            Points.floating("small", Tags.of("disk", "a b"), TIME, 1e-7),
            Points.floating("round", Tags.of("disk", "ü"), TIME, 1e22));

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();
    private final BackendDriver driver =
            BackendDriver.of(new OpenTsdbBackend(), "address = http://127.0.0.1:" + peer.port() + "\n");

    @AfterEach
    void close() {
        driver.close();
        peer.close();
    }

    private Delivery send(int status, String answer) throws Exception {
        peer.enqueue(PeerAnswer.of(status, answer));
        return driver.send(POINTS);
    }

    /** As the server says it: tags in an order of its own, the number as text. */
    private static String error(int index, String reason) {
        DataPoint point = POINTS.get(index);
        List<String> tags = new ArrayList<>();
        point.series()
                .allTags()
                .forEach((name, value) -> tags.add(0, "\"" + name + "\":\"" + OpenTsdbNames.legal(value) + "\""));
        return "{\"datapoint\":{\"metric\":\"%s\",\"timestamp\":1700000000,\"value\":\"%s\",\"tags\":{%s}},\"error\":\"%s\"}"
                .formatted(point.name(), point.valueText(), String.join(",", tags), reason);
    }

    private static String summary(int success, int failed, String... errors) {
        return "{\"success\":%d,\"failed\":%d,\"errors\":[%s]}".formatted(success, failed, String.join(",", errors));
    }

    @Test
    void storedIsWhatTheServerCallsSo() throws Exception {
        assertThat(send(200, summary(4, 0))).isEqualTo(STORED);
        assertThat(send(204, "")).isEqualTo(STORED);
        assertThat(send(200, "{\"success\":4,\"failed\":0,\"timeouts\":0,\"errors\":[]}"))
                .isEqualTo(STORED);
    }

    @Test
    void refusesThePointsThatTheServerNames() throws Exception {
        assertThat(send(400, summary(1, 3, error(3, "first"), error(0, "second"), error(2, "third"))))
                .isEqualTo(new Delivery.Refused(List.of(
                        new Delivery.Refusal(3, "first"),
                        new Delivery.Refusal(0, "second"),
                        new Delivery.Refusal(2, "third"))));
        assertThat(send(400, summary(3, 1, error(1, "too large"))))
                .isEqualTo(new Delivery.Refused(List.of(new Delivery.Refusal(1, "too large"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please throttle",
                "Timeout exception",
                "Write timedout",
                "Unexpected exception",
                "Storage exception: 10000 RPCs waiting on \\\"tsdb,,1795231875428.bbf18c.\\\" to come back online"
            })
    void sendsAllAgainIfStorageIsBusyUnderAnyStatus(String reason) throws Exception {
        for (String answer : List.of(
                summary(3, 1, error(1, reason)),
                // With HBase away a real server answers 200 and counts what it could not even queue as success.
                summary(4, 0, error(1, reason)),
                // With sync_timeout.
                "{\"success\":0,\"timeouts\":1,\"failed\":0,\"errors\":[" + error(1, reason) + "]}",
                summary(0, 4, error(0, "Invalid timestamp"), error(1, reason)))) {
            for (int status : new int[] {200, 400}) {
                assertThat(send(status, answer))
                        .isInstanceOfSatisfying(Delivery.RetryLater.class, later -> assertThat(later.reason())
                                .contains(reason.substring(0, 12)));
            }
        }
    }

    private static String noneKnown() {
        return summary(
                0,
                4,
                error(0, "Unknown metric"),
                error(1, "Unknown metric"),
                error(2, "Unknown metric"),
                error(3, "Unknown metric"));
    }

    @Test
    void keepsAllWhileTheServerKnowsNoMetric() throws Exception {
        String none = noneKnown();
        peer.enqueue(PeerAnswer.of(400, none), PeerAnswer.of(200, "[]"));
        assertThat(driver.send(POINTS))
                .isInstanceOfSatisfying(Delivery.NotAllowed.class, refused -> assertThat(refused.reason())
                        .contains("set tsd.core.auto_create_metrics = true there", "tsdb mkmetric"));
        // From now on it is known to have metrics, so that it is the operator's choice which.
        String hint = "Unknown metric; set tsd.core.auto_create_metrics = true there, or make it with: tsdb mkmetric";
        assertThat(send(400, summary(3, 1, error(1, "Unknown metric"))))
                .isEqualTo(new Delivery.Refused(List.of(new Delivery.Refusal(1, hint))));
        assertThat(send(400, none))
                .isEqualTo(new Delivery.Refused(List.of(
                        new Delivery.Refusal(0, hint),
                        new Delivery.Refusal(1, hint),
                        new Delivery.Refusal(2, hint),
                        new Delivery.Refusal(3, hint))));
    }

    @Test
    void unknownMetricsDoNotHoldUpThoseOfAServerThatKnowsOthers() throws Exception {
        peer.enqueue(PeerAnswer.of(400, noneKnown()), PeerAnswer.of(200, "[\"sys.cpu\"]"));

        assertThat(driver.send(POINTS)).isInstanceOf(Delivery.Refused.class);
        assertThat(peer.requests().get(1).target()).hasToString("/api/suggest?type=metrics&q=&max=1");
    }

    @Test
    void saysWhichSettingMakesRequestsTooLong() throws Exception {
        String page = "<!DOCTYPE html><html><head>" + "<style></style>".repeat(100)
                + "The reason provided was:<blockquote>Chunked request not supported.</blockquote></html>";
        assertThat(send(400, page))
                .isInstanceOfSatisfying(Delivery.NotAllowed.class, refused -> assertThat(refused.reason())
                        .contains("max_batch_bytes", "tsd.http.request.enable_chunked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":400,\"message\":\"Unable to parse the given JSON\"}}",
                "{\"success\":0,\"failed\":4}",
                "{\"success\":0,\"failed\":4,\"errors\":[]}",
                "{\"success\":0,\"failed\":4,\"errors\":{}}",
                "{\"success\":3,\"failed\":1,\"errors\":[{\"datapoint\":{\"metric\":\"of others\",\"timestamp\":1,"
                        + "\"value\":\"1\",\"tags\":{}},\"error\":\"bad\"}]}",
                "{\"success\":3,\"failed\":1,\"errors\":[{\"datapoint\":{},\"error\":\"bad\"}]}",
                ""
            })
    void refusesTheWholeRequestIfTheAnswerNamesNoPointOfIt(String answer) throws Exception {
        assertThat(send(400, answer)).isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void doesNotTakeOnePointForAnother() throws Exception {
        // Two points are equal and there are three errors about them.
        assertThat(send(400, summary(1, 3, error(0, "bad"), error(2, "bad"), error(2, "bad"))))
                .isInstanceOf(Delivery.RefusedWhole.class);
        assertThat(send(400, summary(3, 1, error(1, "bad").replace("1700000000", "1700000001"))))
                .isInstanceOf(Delivery.RefusedWhole.class);
        assertThat(send(400, summary(3, 1, error(1, "bad").replace("testing", "production"))))
                .isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void keepsAllIfSomethingElseAnswers() throws Exception {
        assertThat(send(200, "<html>Welcome</html>")).isInstanceOf(Delivery.NotAllowed.class);
        assertThat(send(200, "{\"state\":\"ok\"}")).isInstanceOf(Delivery.NotAllowed.class);
        assertThat(send(404, "{\"error\":{\"code\":404,\"message\":\"Endpoint not found\"}}"))
                .isInstanceOf(Delivery.NotAllowed.class);
        assertThat(send(500, summary(0, 4))).isInstanceOf(Delivery.RetryLater.class);
    }
}
