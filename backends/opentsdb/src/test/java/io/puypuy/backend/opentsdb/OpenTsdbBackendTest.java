package io.puypuy.backend.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
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
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent. */
class OpenTsdbBackendTest {
    private static final long TIME = 1_700_000_000_250L;
    private static final Series SERIES = new Series(
            Metric.floating("load", "").type("system"), new Origin("h:1", "", "workers", ""), Tags.of("a b", "c,d"));

    private final RecordingHttpPeer peer = RecordingHttpPeer.start().answer(request -> PeerAnswer.of(204, ""));

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private BackendDriver driver(String more) {
        return BackendDriver.of(new OpenTsdbBackend(), "address = http://127.0.0.1:" + peer.port() + "\n" + more);
    }

    private static DataPoint at(long millis) {
        return DataPoint.of(SERIES, millis, 1.5);
    }

    @Test
    void sendsWhatPuyPuySentExceptItsDefects() throws Exception {
        Json golden = resource("/puypuy/opentsdb.request.json");
        // As in the files of those who come from PuyPuy.
        try (BackendDriver driver = driver("datapoints: /api/put\nuser: admin\npass: admin\nauth: False\n")) {
            assertThat(driver.send(Points.golden())).isEqualTo(new Delivery.Stored());
        }
        RecordedRequest request = peer.requests().get(0);
        // Without details the server does not say which points it refuses.
        assertThat(request.method() + " " + request.target()).isEqualTo("POST " + golden.get("path") + "?details");
        assertThat(golden.find("authorization")).isEmpty();
        assertThat(request.header("Authorization")).isEmpty();
        assertThat(request.header("Transfer-Encoding")).isEmpty();

        // PuyPuy sent the number that a check gave it as text as text. The server reads both the same way.
        assertThat(golden.get("body").toString()).contains("\"value\": \"0.42\"");
        assertThat(request.text()).contains("\"value\":0.42}");
        assertThat(points(request.text())).isEqualTo(points(golden.get("body").toString()));
    }

    private static Json resource(String name) throws Exception {
        try (InputStream in = OpenTsdbBackendTest.class.getResourceAsStream(name)) {
            return JsonReader.parse(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static List<Map<String, String>> points(String body) throws Exception {
        List<Map<String, String>> points = new ArrayList<>();
        for (Json point : JsonReader.parse(body).elements()) {
            Map<String, String> fields = strings(point);
            fields.put("tags", strings(point.get("tags")).toString());
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
    void makesNamesAndValuesLegal() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(driver.text(at(TIME)))
                    .isEqualTo("{\"metric\":\"load\",\"tags\":{\"host\":\"h_x003A_1\",\"type\":\"system\","
                            + "\"group\":\"workers\",\"a_x0020_b\":\"c_x002C_d\"},\"timestamp\":1700000000,"
                            + "\"value\":1.5}");
            assertThat(driver.text(Points.integer("load %", Tags.none(), TIME, -7)))
                    .startsWith("{\"metric\":\"load_x0020__x0025_\",")
                    .endsWith("\"value\":-7}");
        }
    }

    @Test
    void keepsTheNumberTypeOfTheMetric() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(driver.text(Points.floating("m", Tags.none(), TIME, 5))).endsWith("\"value\":5.0}");
            assertThat(driver.text(Points.floating("m", Tags.none(), TIME, 1e-7)))
                    .endsWith("\"value\":1.0E-7}");
            assertThat(driver.text(Points.integer("m", Tags.none(), TIME, Long.MIN_VALUE)))
                    .endsWith("\"value\":-9223372036854775808}");
        }
    }

    @Test
    void givesASecondValueOfASecondItsMilliseconds() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(driver.text(at(TIME))).contains("\"timestamp\":1700000000,");
            // The core may encode a point again, for the next batch.
            assertThat(driver.text(at(TIME))).contains("\"timestamp\":1700000000,");
            assertThat(driver.text(at(TIME + 1))).contains("\"timestamp\":1700000000251,");
            assertThat(driver.text(at(TIME + 1))).contains("\"timestamp\":1700000000251,");
            assertThat(driver.text(at(TIME - 1))).contains("\"timestamp\":1700000000249,");
            assertThat(driver.text(at(TIME + 750))).contains("\"timestamp\":1700000001,");
        }
    }

    @Test
    void aClockThatWasSetBackMakesNoSecondTwice() throws Exception {
        try (BackendDriver driver = driver("")) {
            assertThat(driver.text(at(TIME))).contains("\"timestamp\":1700000000,");
            assertThat(driver.text(at(TIME - 2000))).contains("\"timestamp\":1699999998250,");
            assertThat(driver.text(at(TIME + 100))).contains("\"timestamp\":1700000000350,");
            // To the server 1700000000000 ms and the second are the same time.
            assertThat(driver.text(at(TIME - 250))).contains("\"timestamp\":1700000000001,");
            assertThat(driver.text(at(TIME + 750))).contains("\"timestamp\":1700000001,");
        }
    }

    @Test
    void writesMillisecondsIfTold() throws Exception {
        try (BackendDriver driver = driver("milliseconds = yes\n")) {
            assertThat(driver.text(at(TIME))).contains("\"timestamp\":1700000000250,");
            assertThat(driver.text(at(TIME - 1))).contains("\"timestamp\":1700000000249,");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "4294967295, false",
        "4294967296, true",
        "4294967295999, true",
        "4294967296000, false",
        "-1700000000000, false"
    })
    void takesTimesThatTheServerTakes(long millis, boolean taken) throws Exception {
        try (BackendDriver driver = driver("")) {
            if (taken) {
                assertThat(driver.text(at(millis))).contains("\"timestamp\":" + millis / 1000 + ",");
            } else {
                assertThatThrownBy(() -> driver.text(at(millis)))
                        .isInstanceOf(UnsendablePointException.class)
                        .hasMessageContaining("times from February 1970 to 2106, not " + millis);
            }
        }
    }

    @Test
    void refusesAPointWithMoreTagsThanTheServerTakes() throws Exception {
        Tags three = Tags.of("a", "1").and("b", "1").and("c", "1");
        DataPoint eight = Points.integer("m", three, TIME, 1);
        DataPoint nine = Points.integer("m", three.and("d", "1"), TIME, 1);
        try (BackendDriver driver = driver("");
                BackendDriver more = driver("max_tags = 9\n")) {
            assertThat(driver.text(eight)).contains("\"c\":\"1\"");
            assertThatThrownBy(() -> driver.text(nine))
                    .isInstanceOf(UnsendablePointException.class)
                    .hasMessage("the point has 9 tags, the server takes 8; raise tsd.storage.max_tags there, then"
                            + " max_tags here");
            assertThat(more.text(nine)).contains("\"d\":\"1\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', /api/put?details",
        "/api/put, /api/put?details",
        "api/put, /api/put?details",
        "/api/put?sync, /api/put?sync&details",
        "/api/put?sync&sync_timeout=60000, /api/put?sync&sync_timeout=60000&details",
        "/api/put?details, /api/put?details",
        "/api/put?summary&details=true, /api/put?summary&details=true",
        "/tsd/api/put?detailsx, /tsd/api/put?detailsx&details"
    })
    void asksForDetails(String datapoints, String target) throws Exception {
        try (BackendDriver driver = driver("datapoints = " + datapoints + "\n")) {
            driver.send(List.of(at(TIME)));
        }
        assertThat(peer.requests().get(0).target()).hasToString(target);
    }

    @Test
    void staysBelowWhatEveryServerTakesUnlessTold() {
        try (BackendDriver driver = driver("");
                BackendDriver other = driver("max_batch_points = 7\nmax_batch_bytes = 262144\n")) {
            assertThat(driver.backend().limits()).isEqualTo(new Limits(1_000, 7_998, 1));
            assertThat(other.backend().limits()).isEqualTo(new Limits(7, 262_142, 1));
        }
        assertThat(BackendDriver.faults(new OpenTsdbBackend(), "max_batch_bytes = 262145\n"))
                .singleElement()
                .asString()
                .contains("max_batch_bytes", "262144");
    }
}
