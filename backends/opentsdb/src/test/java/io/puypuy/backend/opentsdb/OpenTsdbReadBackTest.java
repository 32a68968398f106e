package io.puypuy.backend.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.read.Json;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.server.OpenTsdbServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a real server, as nobody configured it and with chunks enabled: what it was sent is what it gives back. */
class OpenTsdbReadBackTest {
    private static final long FIRST = 1_700_000_000_000L;
    private static final long SPACING = 7_777;
    private static final int COUNT = 10_000;
    private static final long HOUR = 3_600_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static OpenTsdbServer server;

    @BeforeAll
    static void start() {
        server = OpenTsdbServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static BackendDriver driver(URI address, String more) {
        return BackendDriver.of(new OpenTsdbBackend(), "address = " + address + "\n" + more);
    }

    private static void assertStored(String metric, String values) {
        // A point that was accepted is written a moment later.
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<Json> series = server.query(metric, FIRST, FIRST + 10_000);
            assertThat(series).hasSize(1);
            assertThat(series.get(0).get("dps")).hasToString(values);
        });
    }

    @Test
    void givesBackEveryPointOfAllShapes(@TempDir Path folder) throws Exception {
        List<DataPoint> points = Points.ofAllShapes(COUNT, FIRST, SPACING, 1);
        String half = "milliseconds = yes\nmax_batch_bytes = 262144\n";
        try (LaneDriver plain = lane(server.uri(""), "", folder.resolve("plain"));
                LaneDriver chunked = lane(server.chunkedUri(""), half, folder.resolve("chunked"))) {
            plain.offer(points.subList(0, COUNT / 2));
            chunked.offer(points.subList(COUNT / 2, COUNT));
            assertThat(plain.settled(COUNT / 2).delivered()).isEqualTo(COUNT / 2);
            assertThat(chunked.settled(COUNT / 2).delivered()).isEqualTo(COUNT / 2);
        }
        Map<Tags, Json> stored =
                Awaitility.await().atMost(PATIENCE).until(this::allShapes, found -> found.size() == COUNT);
        for (int i = 0; i < COUNT; i++) {
            DataPoint point = points.get(i);
            List<Json> values = stored.getOrDefault(legalTags(point).and("metric", point.name()), Json.of(List.of()))
                    .elements();
            assertThat(values).as("%s", point).hasSize(1);
            List<Json> value = values.get(0).elements();
            long millis = point.timestampMillis();
            assertThat(value.get(0)).hasToString(Long.toString(i < COUNT / 2 ? millis / 1000 * 1000 : millis));
            assertValue(point, value.get(1).toString());
        }
    }

    /** Hour by hour, because the server reads whole hours and needs more of its stack with every series. */
    private Map<Tags, Json> allShapes() throws Exception {
        Map<Tags, Json> found = new HashMap<>();
        for (String metric : List.of("shape_integer", "shape_floating")) {
            for (long from = FIRST; from < FIRST + COUNT * SPACING; from += HOUR) {
                for (Json series : server.query(metric, from, from + HOUR - 1)) {
                    if (!series.get("dps").elements().isEmpty()) {
                        assertThat(found.put(tags(series).and("metric", metric), series.get("dps")))
                                .isNull();
                    }
                }
            }
        }
        return found;
    }

    private static LaneDriver lane(URI address, String more, Path folder) {
        return LaneDriver.of(new OpenTsdbBackend(), "address = " + address + "\n" + more, folder);
    }

    private static Tags tags(Json series) throws Exception {
        Map<String, String> tags = new HashMap<>();
        series.get("tags").members().forEach((name, value) -> tags.put(name, value.toString()));
        return Tags.of(tags);
    }

    private static Tags legalTags(DataPoint point) {
        Map<String, String> tags = new HashMap<>();
        point.series()
                .allTags()
                .forEach((name, value) -> tags.put(OpenTsdbNames.legal(name), OpenTsdbNames.legal(value)));
        return Tags.of(tags);
    }

    private static void assertValue(DataPoint point, String value) {
        if (point.isInteger()) {
            assertThat(value).as("%s", point).isEqualTo(point.valueText());
        } else {
            assertThat(value).as("%s", point).containsAnyOf(".", "E");
            assertThat(Double.parseDouble(value)).as("%s", point).isEqualTo(point.floating());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "datapoints = /api/put",
                "datapoints = /api/put?sync",
                "datapoints = /api/put?sync&sync_timeout=20000",
                "datapoints = /api/put?summary",
                "user = u\npass = p\nauth = True"
            })
    void storesWithAnySettings(String more) throws Exception {
        String metric = "settings_" + Math.floorMod(more.hashCode(), 100_000);
        try (BackendDriver driver = driver(server.uri(""), more + "\n")) {
            assertThat(driver.send(List.of(Points.integer(metric, Tags.none(), FIRST, 7))))
                    .isEqualTo(new Delivery.Stored());
        }
        assertStored(metric, "[[1700000000000, 7]]");
    }

    @Test
    void keepsASeriesReadableThatHasTwoValuesInASecond() throws Exception {
        Series series = Points.integer("twice_a_second", Tags.none(), FIRST, 0).series();
        try (BackendDriver driver = driver(server.uri(""), "")) {
            // The second value takes more bytes there, and would lie beside the first one under the same second.
            assertThat(driver.send(List.of(DataPoint.of(series, FIRST, 5), DataPoint.of(series, FIRST + 999, 70_000))))
                    .isEqualTo(new Delivery.Stored());
        }
        assertStored("twice_a_second", "[[1700000000000, 5], [1700000000999, 70000]]");
    }

    @Test
    void storesAPointOnceThatIsSentTwice() throws Exception {
        List<DataPoint> points = List.of(
                Points.floating("sent_twice", Tags.none(), FIRST, 5),
                Points.floating("sent_twice", Tags.none(), FIRST + 1000, 0.1));
        try (BackendDriver driver = driver(server.uri(""), "")) {
            driver.send(points);
            driver.send(points);
        }
        assertStored("sent_twice", "[[1700000000000, 5.0], [1700000001000, 0.1]]");
    }

    @Test
    void namesWhatItDoesNotTakeAndStoresTheRest() throws Exception {
        try (BackendDriver driver = driver(server.uri(""), "")) {
            EncodeBuffer request = new EncodeBuffer();
            int[] ends = new int[5];
            for (int i = 0; i < ends.length; i++) {
                // The last two are equal.
                String point = driver.text(
                        Points.floating("partial", Tags.of("disk", "a"), FIRST + 1000L * Math.min(i, 3), 1e-7));
                // What the server refuses is never sent; how it speaks of it is what counts.
                request.text(i == 0 || i == 2 ? point : point.replace("testing", "not legal"));
                ends[i] = request.length();
            }
            String words = "Invalid tag value with key [group] (\"not legal\"): illegal character:  ";
            assertThat(driver.backend().send(EncodedPoints.of(request.toByteArray(), ends)))
                    .isEqualTo(new Delivery.Refused(List.of(
                            new Delivery.Refusal(1, words),
                            new Delivery.Refusal(3, words),
                            new Delivery.Refusal(4, words))));
        }
        assertStored("partial", "[[1700000000000, 1.0E-7], [1700000002000, 1.0E-7]]");
    }

    @Test
    void takesAsManyTagsAsItIsSaidTo() throws Exception {
        Tags three = Tags.of("a", "1").and("b", "1").and("c", "1");
        try (BackendDriver driver = driver(server.uri(""), "max_tags = 9\n")) {
            assertThat(driver.send(List.of(Points.integer("eight", three, FIRST, 1))))
                    .isEqualTo(new Delivery.Stored());
            assertThat(driver.send(List.of(Points.integer("nine", three.and("d", "1"), FIRST, 1))))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(
                                    refused.refusals().get(0).reason())
                            .startsWith("Too many tags: 9 maximum allowed: 8"));
        }
    }

    @Test
    void takesRequestsAsLongAsItsSettingsSay() throws Exception {
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            points.add(Points.integer("long_request", Tags.of("number", "n" + i), FIRST, i));
        }
        try (BackendDriver plain = driver(server.uri(""), "");
                BackendDriver chunked = driver(server.chunkedUri(""), "")) {
            assertThat(plain.encoded(points, List.of()).byteCount()).isGreaterThan(8192);
            assertThat(plain.send(points))
                    .isInstanceOfSatisfying(Delivery.NotAllowed.class, refused -> assertThat(refused.reason())
                            .contains("max_batch_bytes", "tsd.http.request.enable_chunked"));
            assertThat(chunked.send(points)).isEqualTo(new Delivery.Stored());
        }
    }

    @Test
    void saysThatThePathIsWrong() throws Exception {
        try (BackendDriver driver = driver(server.uri(""), "datapoints = /api/push\n")) {
            assertThat(driver.send(Points.plain(1, FIRST))).isInstanceOf(Delivery.NotAllowed.class);
        }
    }
}
