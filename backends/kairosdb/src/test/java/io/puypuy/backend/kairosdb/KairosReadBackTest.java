package io.puypuy.backend.kairosdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.read.Json;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.server.KairosServer;
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

/** With a real server: what it was sent is what it gives back. */
class KairosReadBackTest {
    private static final long FIRST = 1_700_000_000_000L;
    private static final long SPACING = 777;
    private static final int COUNT = 10_000;

    private static KairosServer server;

    @BeforeAll
    static void start() {
        server = KairosServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static String ini() {
        return "address = " + server.uri("") + "\n";
    }

    private static List<Json> await(String metric, int series) {
        // A point is in a queue first.
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> server.query(metric, List.of("number"), FIRST, FIRST + COUNT * SPACING),
                        results -> results.size() >= series);
    }

    @Test
    void givesBackEveryPointOfAllShapes(@TempDir Path folder) throws Exception {
        List<DataPoint> points = Points.ofAllShapes(COUNT, FIRST, SPACING, 1);
        try (LaneDriver lane = LaneDriver.of(new KairosBackend(), ini(), folder)) {
            lane.offer(points);
            assertThat(lane.settled(COUNT).delivered()).isEqualTo(COUNT);
        }
        Map<Tags, Json> stored = new HashMap<>();
        for (String metric : List.of("shape_integer", "shape_floating")) {
            for (Json result : await(metric, COUNT / 2)) {
                stored.put(tags(result).and("metric", metric), result.get("values"));
            }
        }
        assertThat(stored).hasSize(COUNT);
        for (DataPoint point : points) {
            Json values = stored.getOrDefault(point.series().allTags().and("metric", point.name()), Json.of(List.of()));
            assertThat(values.elements()).as("%s", point).hasSize(1);
            List<Json> value = values.elements().get(0).elements();
            assertThat(value.get(0)).hasToString(Long.toString(point.timestampMillis()));
            assertValue(point, value.get(1).toString());
        }
    }

    private static void assertStored(String metric, String values) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        await(metric, 1).get(0).get("values"))
                .hasToString(values));
    }

    private static Tags tags(Json result) throws Exception {
        Tags tags = Tags.none();
        for (Map.Entry<String, Json> tag : result.get("tags").members().entrySet()) {
            assertThat(tag.getValue().elements()).hasSize(1);
            tags = tags.and(tag.getKey(), tag.getValue().elements().get(0).toString());
        }
        return tags;
    }

    private static void assertValue(DataPoint point, String value) {
        if (point.isInteger()) {
            assertThat(value).as("%s", point).isEqualTo(point.valueText());
        } else {
            // The server's answer leaves out what it can, such as the sign of zero.
            assertThat(Double.parseDouble(value) + 0.0).as("%s", point).isEqualTo(point.floating() + 0.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip = yes", "gzip = no", "user = u\npass = p\nauth = True"})
    void storesWithAnySettings(String more) throws Exception {
        String metric = "settings_" + Math.floorMod(more.hashCode(), 1000);
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            points.add(Points.integer(metric, Tags.of("number", "日本" + i), FIRST + i, 10_000_000 + i));
        }
        try (BackendDriver driver = BackendDriver.of(new KairosBackend(), ini() + more + "\n")) {
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
        }
        assertThat(await(metric, 100)).hasSize(100);
    }

    @Test
    void storesAPointOnceThatIsSentTwice() throws Exception {
        List<DataPoint> points = List.of(
                Points.floating("twice", Tags.of("number", "1"), FIRST, 5.5),
                Points.floating("twice", Tags.of("number", "1"), FIRST + 1, 6.5));
        try (BackendDriver driver = BackendDriver.of(new KairosBackend(), ini())) {
            driver.send(points);
            driver.send(points);
        }
        assertStored("twice", "[[1700000000000, 5.5], [1700000000001, 6.5]]");
    }

    @Test
    void namesWhatItDoesNotTakeAndStoresTheRest() throws Exception {
        try (BackendDriver driver = BackendDriver.of(new KairosBackend(), ini())) {
            EncodeBuffer request = new EncodeBuffer();
            int[] ends = new int[3];
            for (int i = 0; i < ends.length; i++) {
                String point = driver.text(Points.floating("partial", Tags.of("number", "1"), FIRST + i, i + 0.5));
                // A metric always has a name; how the server speaks of one without is what counts.
                request.text(i == 1 ? point.replace("partial", "") : point);
                ends[i] = request.length();
            }
            assertThat(driver.backend().send(EncodedPoints.of(request.toByteArray(), ends)))
                    .isEqualTo(
                            new Delivery.Refused(List.of(new Delivery.Refusal(1, "metric[1].name may not be empty."))));
        }
        assertStored("partial", "[[1700000000000, 0.5], [1700000000002, 2.5]]");
    }

    @Test
    void saysThatThePathIsWrong() throws Exception {
        try (BackendDriver driver = BackendDriver.of(new KairosBackend(), ini() + "datapoints = /api/v1/datapoint\n")) {
            assertThat(driver.send(Points.plain(1, FIRST))).isInstanceOf(Delivery.NotAllowed.class);
        }
    }
}
