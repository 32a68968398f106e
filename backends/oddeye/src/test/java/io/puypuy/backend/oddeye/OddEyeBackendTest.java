package io.puypuy.backend.oddeye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Alert;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.read.Json;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddEyeBackendTest {
    private static final long MILLIS = 1_700_000_000_999L;

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private String ini(String more) {
        return "url = http://127.0.0.1:" + peer.port() + "/oddeye-barlus/put/tsdb\nuuid = " + OddEyeServer.UUID + "\n"
                + more;
    }

    private BackendDriver driver(String more) {
        return BackendDriver.of(new OddEyeBackend(), ini(more));
    }

    private static String data(RecordedRequest request) {
        String text = request.text();
        return URLDecoder.decode(text.substring(text.indexOf("data=") + 5), StandardCharsets.UTF_8);
    }

    private static void assertSameJson(String actual, String expected) throws Exception {
        assertThat(JsonReader.parse(actual))
                .hasToString(JsonReader.parse(expected).toString());
    }

    @Test
    void sendsTheGoldenPointsAsAForm() throws Exception {
        peer.answer(new OddEyeServer());
        try (BackendDriver driver = driver("sandbox = False\n")) {
            assertThat(driver.send(Points.golden())).isEqualTo(new Delivery.Stored());
        }
        RecordedRequest request = peer.requests().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /oddeye-barlus/put/tsdb");
        assertThat(request.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(request.text())
                .startsWith("UUID=" + OddEyeServer.UUID + "&data=%5B%7B%22metric%22")
                .endsWith("%5D");
        assertSameJson(data(request), """
                [{"metric":"sys_load_1","type":"None","reaction":0,"tags":{"host":"host.example.org","type":"untyped",
                  "cluster":"testcluster","group":"testing","location":"east-west-2"},"timestamp":1700000000,"value":0.42},
                 {"metric":"cpu_load","type":"Percent","reaction":0,"tags":{"host":"host.example.org","type":"gauge",
                  "cluster":"testcluster","group":"testing","location":"east-west-2","core":"all"},
                  "timestamp":1700000000,"value":12.5},
                 {"metric":"drive_bytes_used","type":"None","reaction":-3,"tags":{"host":"host.example.org",
                  "type":"system","cluster":"testcluster","group":"testing","location":"east-west-2",
                  "mountpoint":"rootfs"},"timestamp":1700000000,"value":123456789012},
                 {"metric":"nginx_requests","type":"Rate","reaction":0,"tags":{"host":"host.example.org","type":"nginx",
                  "cluster":"testcluster","group":"testing","location":"east-west-2"},"timestamp":1700000000,"value":7.25},
                 {"metric":"tcp_connections","type":"None","reaction":0,"tags":{"host":"host.example.org",
                  "type":"system","cluster":"testcluster","group":"testing","location":"east-west-2",
                  "flag":"established"},"timestamp":1700000000,"value":3}]
                """);
    }

    @Test
    void saysThatItIsOnlyATry() throws Exception {
        peer.answer(new OddEyeServer());
        try (BackendDriver driver = driver("sandbox = True\n")) {
            driver.send(Points.golden());
        }
        assertThat(peer.requests().get(0).text()).startsWith("UUID=" + OddEyeServer.UUID + "&sandbox=true&data=%5B");
    }

    @Test
    void everyShapeArrives() throws Exception {
        OddEyeServer server = new OddEyeServer();
        peer.answer(server);
        List<DataPoint> points = Points.ofAllShapes(2_000, MILLIS, 1000, 3);
        try (BackendDriver driver = driver("")) {
            for (int from = 0; from < points.size(); from += 200) {
                assertThat(driver.send(points.subList(from, from + 200))).isEqualTo(new Delivery.Stored());
            }
        }
        assertThat(server.stored()).hasSameSizeAs(points);
        for (int i = 0; i < points.size(); i++) {
            DataPoint point = points.get(i);
            Json element = server.stored().get(i);
            assertThat(element.text("metric")).contains(point.name());
            assertThat(element.text("tags.shape"))
                    .isEqualTo(point.series().tags().value("shape"));
            assertThat(element.text("timestamp")).contains(Long.toString(point.timestampMillis() / 1000));
            Number value = element.number("value").orElseThrow();
            if (point.isInteger()) {
                assertThat(value).isEqualTo(point.integer());
            } else {
                assertThat(value.doubleValue()).isEqualTo(point.floating());
            }
        }
    }

    @Test
    void sendsEventsAsSpecialElements() throws Exception {
        peer.answer(new OddEyeServer());
        Event event = new Event(
                "Disk-Usage-rootfs",
                Points.ORIGIN,
                Tags.of("target", "second"),
                MILLIS,
                16,
                Alert.Level.ERROR,
                "ERROR: 96% of \"/\" & more + full",
                -2);
        try (BackendDriver driver = driver("")) {
            assertThat(driver.backend().takesEvents()).isTrue();
            assertThat(driver.backend().send(driver.encoded(List.of(), List.of(event))))
                    .isEqualTo(new Delivery.Stored());
        }
        assertSameJson(data(peer.requests().get(0)), """
                [{"metric":"Disk-Usage-rootfs","type":"Special","status":"ERROR",
                  "message":"ERROR: 96% of \\"/\\" & more + full","reaction":-2,
                  "tags":{"host":"host.example.org","cluster":"testcluster","group":"testing","target":"second"},
                  "timestamp":1700000000,"value":16.0}]
                """);
    }

    @ParameterizedTest
    @CsvSource({"'', 2, 2", "'', -2, -2", "err_handler = 1, 2, 1", "err_handler = 1, -2, -2", "err_handler = 0, 2, 0"})
    void errHandlerIsTheReactionOfWhatIsNoAlert(String setting, int reaction, String sent) throws Exception {
        peer.answer(new OddEyeServer());
        Event event =
                new Event("HeartBeat", Points.ORIGIN, Tags.none(), MILLIS, 0.5, Alert.Level.OK, "message", reaction);
        try (BackendDriver driver = driver(setting + "\n")) {
            driver.backend().send(driver.encoded(List.of(), List.of(event)));
        }
        assertThat(JsonReader.parse(data(peer.requests().get(0)))
                        .elements()
                        .get(0)
                        .text("reaction"))
                .contains(sent);
    }

    @Test
    void takesNoMoreTagsThanOddEye() throws Exception {
        Tags two = Tags.of("a", "1").and("b", "2");
        try (BackendDriver driver = driver("")) {
            driver.encode(Points.integer("m", two, MILLIS, 1));
            assertThatThrownBy(() -> driver.encode(Points.integer("m", two.and("c", "3"), MILLIS, 1)))
                    .hasMessage("the point has 8 tags, OddEye takes 7");
            assertThatThrownBy(() -> driver.encode(Points.integer("m", Tags.of("UUID", "x"), MILLIS, 1)))
                    .hasMessage("the tag UUID is OddEye's own");
        }
        try (BackendDriver driver = driver("max_tags = 8\n")) {
            driver.encode(Points.integer("m", two.and("c", "3"), MILLIS, 1));
        }
    }

    @Test
    void noRequestIsLargerThanTheServerReads(@TempDir Path folder) {
        OddEyeServer server = new OddEyeServer();
        peer.answer(server);
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            points.add(Points.integer("m" + i, Tags.of("long", "\"".repeat(500)), MILLIS, i));
        }
        try (LaneDriver lane = LaneDriver.of(new OddEyeBackend(), ini(""), folder)) {
            lane.offer(points);
            assertThat(lane.settled(points.size()).delivered()).isEqualTo(points.size());
        }
        assertThat(server.stored()).hasSameSizeAs(points);
        assertThat(peer.requests()).hasSizeGreaterThan(10);
    }

    @Test
    void findsTheElementsThatWereRemoved(@TempDir Path folder) {
        OddEyeServer server = new OddEyeServer("plain_3", "plain_70");
        peer.answer(server);
        try (LaneDriver lane = LaneDriver.of(new OddEyeBackend(), ini(""), folder)) {
            lane.offer(Points.plain(100, MILLIS));
            assertThat(lane.settled(100).rejected()).isEqualTo(2);
        }
        assertThat(server.names()).hasSizeGreaterThanOrEqualTo(98).doesNotContain("plain_3", "plain_70");
    }

    @Test
    void keepsEverythingWhenTheAccountIsNotInOrder() throws Exception {
        peer.answer(new OddEyeServer(0));
        try (BackendDriver driver = driver("")) {
            assertThat(reason(driver.send(Points.golden())))
                    .contains("answered 402", "insufficient funds", "the account of uuid has no funds left");
        }
        peer.answer(new OddEyeServer());
        String other = "url = http://127.0.0.1:" + peer.port() + "\nuuid = another\n";
        try (BackendDriver driver = BackendDriver.of(new OddEyeBackend(), other)) {
            assertThat(reason(driver.send(Points.golden()))).contains("answered 406", "NOT VALID UUID", "; check uuid");
        }
    }

    @Test
    void knowsThatAnEmptyAnswerStoredNothing() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(reason(driver.send(Points.golden())))
                    .contains("answered 200 and nothing", "check uuid, url and max_batch_bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"state\":OK}', Stored",
        "200, '{\"state\":\"OK\"}', Stored",
        "200, '{\"state\":\"FAILURE\",\"message\":\"x\"}', NotAllowed",
        "200, <html>Log in</html>, NotAllowed",
        "200, '{\"state\":, \"advansed\":[{\"message\":\"x\"}]}', RefusedWhole",
        "200, '{\"state\":OK, \"advansed\":[{\"message\":\"x\"}]}', RefusedWhole",
        "204, '', NotAllowed",
        "302, '', NotAllowed",
        "400, x, NotAllowed",
        "401, x, NotAllowed",
        "402, x, NotAllowed",
        "404, x, NotAllowed",
        "406, x, NotAllowed",
        "411, x, RefusedWhole",
        "413, x, RefusedWhole",
        "415, x, RefusedWhole",
        "418, x, NotAllowed",
        "422, x, NotAllowed",
        "424, x, NotAllowed",
        "429, x, RetryLater",
        "500, x, RetryLater",
        "503, x, RetryLater"
    })
    void judgesTheAnswer(int status, String body, String delivery) throws Exception {
        PeerAnswer answer = PeerAnswer.of(status, body);
        peer.answer(request -> answer);
        try (BackendDriver driver = driver("")) {
            assertThat(driver.send(Points.golden()).getClass().getSimpleName()).isEqualTo(delivery);
        }
    }

    private static String reason(Delivery delivery) {
        assertThat(delivery).isInstanceOf(Delivery.NotAllowed.class);
        return ((Delivery.NotAllowed) delivery).reason();
    }

    @Test
    void needsAnAddressAndAnAccount() {
        assertThat(BackendDriver.faults(new OddEyeBackend(), "err_handler = 4\n"))
                .containsExactlyInAnyOrder(
                        "conf/config.ini:1: [TSDB] url: required, but not set; write a value",
                        "conf/config.ini:1: [TSDB] uuid: required, but not set; write the UUID of the account",
                        "conf/config.ini:2: [TSDB] err_handler = \"4\": out of range;"
                                + " write a whole number from 0 to 3");
    }
}
