package io.puypuy.backend.kairosdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KairosBackendTest {
    private static final long TIME = 1_700_000_000_123L;
    private static final List<DataPoint> THREE = Points.plain(3, TIME);

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private BackendDriver driver(String more) {
        return BackendDriver.of(new KairosBackend(), "address = http://127.0.0.1:" + peer.port() + "\n" + more);
    }

    private Delivery send(PeerAnswer answer) throws Exception {
        peer.answer(request -> answer);
        try (BackendDriver driver = driver("")) {
            return driver.send(THREE);
        }
    }

    @Test
    void sendsWhatPuyPuySentExceptItsDefects() throws Exception {
        Json golden = resource("/puypuy/kairosdb.request.json");
        peer.answer(request -> PeerAnswer.of(204, ""));
        // As in the files of those who come from PuyPuy.
        try (BackendDriver driver = driver("datapoints: /api/v1/datapoints\nuser: u\npass: p\nauth: True\n")) {
            assertThat(driver.send(Points.golden())).isEqualTo(new Delivery.Stored());
        }
        RecordedRequest request = peer.requests().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST " + golden.get("path"));
        assertThat(request.header("Authorization"))
                .contains(golden.get("authorization").toString());

        List<Map<String, String>> expected = points(golden.get("body").toString());
        // PuyPuy sent the number that a check gave it as text as text, which the server stores as text; it is the same
        // with a point, and a number.
        assertThat(golden.get("body").toString()).contains("\"value\": \"0.42\"");
        assertThat(request.text()).contains("\"value\":0.42}");
        assertThat(points(request.text())).isEqualTo(expected);
    }

    private static Json resource(String name) throws Exception {
        try (InputStream in = KairosBackendTest.class.getResourceAsStream(name)) {
            return JsonReader.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static List<Map<String, String>> points(String body) throws Exception {
        List<Map<String, String>> points = new ArrayList<>();
        for (Json point : JsonReader.parse(body).elements()) {
            Map<String, String> fields = new TreeMap<>();
            point.members().forEach((name, value) -> fields.put(name, value.toString()));
            fields.put("tags", new TreeMap<>(strings(point.get("tags"))).toString());
            points.add(fields);
        }
        return points;
    }

    private static Map<String, String> strings(Json object) throws Exception {
        Map<String, String> strings = new TreeMap<>();
        object.members().forEach((name, value) -> strings.put(name, value.toString()));
        return strings;
    }

    @Test
    void writesMillisecondsAndKeepsWholeAndFloatingNumbersApart() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(driver.text(Points.integer("m", Tags.of("disk", "a\"b"), TIME, 5)))
                    .isEqualTo("{\"name\":\"m\",\"tags\":{\"host\":\"host.example.org\",\"type\":\"untyped\","
                            + "\"cluster\":\"testcluster\",\"group\":\"testing\",\"location\":\"east-west-2\","
                            + "\"disk\":\"a\\\"b\"},\"timestamp\":1700000000123,\"value\":5}");
            assertThat(driver.text(Points.floating("m", Tags.none(), TIME, 5))).endsWith("\"value\":5.0}");
            assertThat(driver.text(Points.floating("m", Tags.none(), TIME, 1e-7)))
                    .endsWith("\"value\":1.0E-7}");
            assertThat(driver.text(Points.floating("m", Tags.none(), TIME, 1e300)))
                    .endsWith("\"value\":1.0E300}");
        }
    }

    @Test
    void compressesUnlessTold() throws Exception {
        peer.answer(request -> PeerAnswer.of(204, ""));
        try (BackendDriver driver = driver("");
                BackendDriver plain = driver("gzip = no\n")) {
            driver.send(THREE);
            plain.send(THREE);
        }
        assertThat(peer.requests().get(0).header("Content-Encoding")).contains("gzip");
        assertThat(peer.requests().get(0).header("Content-Type")).contains("application/gzip");
        assertThat(peer.requests().get(1).header("Content-Encoding")).isEmpty();
        assertThat(peer.requests().get(1).header("Content-Type")).contains("application/json");
        assertThat(peer.requests().get(0).text())
                .isEqualTo(peer.requests().get(1).text());
    }

    @Test
    void refusesThePointsThatTheServerNames() throws Exception {
        // As KairosDB 1.3.0 answers.
        Delivery delivery = send(PeerAnswer.of(
                400,
                "{\"errors\":[\"metric[2].name may not be empty.\","
                        + "\"metric[0](name=bad).tags count must be greater than or equal to 1.\","
                        + "\"metric[0](name=bad).value may not be empty.\"]}"));
        assertThat(delivery)
                .isEqualTo(new Delivery.Refused(List.of(
                        new Delivery.Refusal(0, "metric[0](name=bad).tags count must be greater than or equal to 1."),
                        new Delivery.Refusal(2, "metric[2].name may not be empty."))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[\"java.io.EOFException: End of input at line 1 column 3\"]}",
                "{\"errors\":[\"metric[3].name may not be empty.\"]}",
                "{\"errors\":[\"metric[1].name may not be empty.\",\"metric[9999999999] is odd\"]}",
                "{\"errors\":[]}",
                "{\"errors\":\"metric[1]\"}",
                ""
            })
    void refusesTheWholeRequestIfTheAnswerNamesNoPointOfIt(String answer) throws Exception {
        assertThat(send(PeerAnswer.of(400, answer))).isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void keepsAllIfSomethingElseAnswersOrStorageFails() throws Exception {
        assertThat(send(PeerAnswer.of(200, "<html>Welcome</html>")))
                .isInstanceOfSatisfying(Delivery.NotAllowed.class, delivery -> assertThat(delivery.reason())
                        .contains("answered 200", "Welcome", "check address"));
        assertThat(send(PeerAnswer.of(404, ""))).isInstanceOf(Delivery.NotAllowed.class);
        assertThat(send(PeerAnswer.of(500, "{\"errors\":[\"no host\"]}"))).isInstanceOf(Delivery.RetryLater.class);
    }

    @Test
    void hasLimitsThatCanBeSet() {
        try (BackendDriver driver = driver("");
                BackendDriver other = driver("max_batch_points = 7\nmax_batch_bytes = 1000\n")) {
            assertThat(driver.backend().limits()).isEqualTo(new Limits(5_000, (1 << 20) - 2, 1));
            assertThat(other.backend().limits()).isEqualTo(new Limits(7, 998, 1));
        }
    }

    @Test
    void namesWrongSettings() {
        assertThat(BackendDriver.faults(new KairosBackend(), "address = kairos\ndatapoints = /a b\n"))
                .containsExactly(
                        "conf/config.ini:2: [TSDB] address = \"kairos\": not an address; write http:// or https:// and a host,"
                                + " such as http://127.0.0.1:8080",
                        "conf/config.ini:3: [TSDB] datapoints = \"/a b\": not a path; write it as in"
                                + " /api/v1/datapoints");
    }
}
