package io.puypuy.backend.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.PrometheusNames;
import io.puypuy.api.read.Json;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.server.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus takes what is written, and gives it back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class PrometheusReceiverTest {
    private static final int COUNT = 10_000;

    private PrometheusServer server;

    @BeforeAll
    void start() {
        server = PrometheusServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private LaneDriver lane(Path folder) {
        return LaneDriver.of(new PrometheusRemoteWriteBackend(), "address = " + server.uri("") + "\n", folder);
    }

    /** What Prometheus keeps: doubles, so of whole numbers 53 bits; any value of a label; all that has a legal name. */
    @Test
    void givesBackEveryValueTimeAndLabel(@TempDir Path folder) throws Exception {
        long now = System.currentTimeMillis();
        List<DataPoint> points = new ArrayList<>(Points.ofAllShapes(COUNT, now - 60_000, 5, 11));
        for (char c = 0; c < 0xa0; c++) {
            points.add(Points.floating("shape_control", Tags.of("text", "a" + c + "b" + c), now, c));
        }
        points.add(Points.floating("shape_illegal-name.x", Tags.of("dev-x", "1").and("__a", "2"), now, 1));
        try (LaneDriver lane = lane(folder)) {
            lane.offer(points);
            assertThat(lane.settled(points.size()).delivered()).isEqualTo(points.size());
        }

        Map<Map<String, String>, List<String>> stored = stored("{__name__=~\".*shape_.*\"}[10m]");

        assertThat(stored).hasSize(points.size());
        for (DataPoint point : points) {
            Map<String, String> labels = new HashMap<>(PrometheusNames.labels(point.series()));
            labels.put("__name__", PrometheusNames.metric(point.name()));
            List<String> timeAndValue = stored.getOrDefault(labels, List.of());
            assertThat(timeAndValue).as("%s", point).hasSize(2);
            assertThat(Math.round(Double.parseDouble(timeAndValue.get(0)) * 1000))
                    .isEqualTo(point.timestampMillis());
            assertThat(Double.parseDouble(timeAndValue.get(1))).as("%s", point).isEqualTo(point.floating());
        }
    }

    private Map<Map<String, String>, List<String>> stored(String query) throws IOException, CheckException {
        Map<Map<String, String>, List<String>> stored = new HashMap<>();
        for (Json series : server.query(query, Instant.now())) {
            Map<String, String> labels = new HashMap<>();
            series.get("metric").members().forEach((name, value) -> labels.put(name, value.toString()));
            List<String> timesAndValues = new ArrayList<>();
            for (Json sample : series.get("values").elements()) {
                sample.elements().forEach(part -> timesAndValues.add(part.toString()));
            }
            stored.put(labels, timesAndValues);
        }
        return stored;
    }

    @Test
    void takesABatchTwice(@TempDir Path folder) {
        List<DataPoint> points = Points.plain(1000, System.currentTimeMillis() - 1_000_000);
        try (LaneDriver lane = lane(folder)) {
            lane.offer(points);
            assertThat(lane.settled(1000).delivered()).isEqualTo(1000);
            lane.offer(points);
            assertThat(lane.settled(2000).delivered()).isEqualTo(2000);
        }
    }

    @Test
    void whatComesTooLateIsRejectedAloneAndNamed(@TempDir Path folder) throws Exception {
        long now = System.currentTimeMillis();
        try (LaneDriver lane = lane(folder)) {
            lane.offer(List.of(Points.floating("late", Tags.none(), now, 1)));
            lane.settled(1);
            List<DataPoint> batch = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                batch.add(Points.integer("beside", Tags.of("number", "n" + i), now, i));
            }
            batch.add(Points.floating("late", Tags.none(), now - 1000, 2));
            batch.add(Points.floating("late", Tags.none(), now, 3));
            lane.offer(batch);

            BackendStatus.Books books = lane.settled(53);
            assertThat(books.delivered()).isEqualTo(51);
            assertThat(books.rejected()).isEqualTo(2);
        }
        assertThat(stored("late[10m]").values()).singleElement().asString().contains(", 1]");
        assertThat(rejected(folder)).contains("out of order sample").contains("duplicate sample");
    }

    private static String rejected(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("rejected"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
