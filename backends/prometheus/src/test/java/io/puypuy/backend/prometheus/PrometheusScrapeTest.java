package io.puypuy.backend.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.CheckException;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.PrometheusNames;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.api.read.Json;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.PrometheusServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Prometheus reads the page, in each of its forms. */
class PrometheusScrapeTest {
    private static final int COUNT = 10_000;
    private static final int CONTROLS = 0xa0;

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void prometheusReadsEveryValueAndLabel(PageFormat format) throws Exception {
        long now = System.currentTimeMillis();
        List<DataPoint> points = new ArrayList<>(Points.ofAllShapes(COUNT - CONTROLS, now - COUNT, 1, 11));
        for (char c = 0; c < CONTROLS; c++) {
            points.add(Points.floating("shape_control", Tags.of("text", "a" + c + "b" + c), now, c));
        }
        try (BackendDriver driver = BackendDriver.of(new PrometheusBackend(), "stale_after = 1h\n");
                RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            driver.send(points);
            ScrapePage page = driver.backend().scrapePage().orElseThrow();
            peer.answer(request -> answer(page.content(
                    format == PageFormat.TEXT
                            ? "text/plain"
                            : request.header("Accept").orElse(""))));
            try (PrometheusServer server = PrometheusServer.startScraping(peer.uri("/metrics"))) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> server.query("scrape_samples_scraped == " + COUNT, Instant.now()),
                                list -> !list.isEmpty());

                assertThat(server.query("up == 1", Instant.now())).hasSize(1);
                Map<Map<String, String>, Double> stored = new HashMap<>();
                for (Json sample : server.query("{__name__=~\"shape_.*\"}", Instant.now())) {
                    String number = sample.get("value").elements().get(1).toString();
                    stored.put(labels(sample), Double.valueOf(number));
                }
                assertThat(stored).hasSize(COUNT);
                for (DataPoint point : points) {
                    assertThat(stored.get(expected(point))).as("%s", point).isEqualTo(point.floating());
                }
            }
        }
    }

    private static PeerAnswer answer(ScrapePage.Content content) {
        return PeerAnswer.of(200, content.body()).header("Content-Type", content.contentType());
    }

    /** Without what Prometheus adds. */
    private static Map<String, String> labels(Json sample) throws CheckException {
        Map<String, String> labels = new HashMap<>();
        sample.get("metric").members().forEach((name, value) -> labels.put(name, value.toString()));
        assertThat(labels.remove("job")).isEqualTo("test");
        assertThat(labels.remove("instance")).startsWith("127.0.0.1:");
        return labels;
    }

    private static Map<String, String> expected(DataPoint point) {
        Map<String, String> labels = new HashMap<>(PrometheusNames.labels(point.series()));
        labels.put("__name__", point.name());
        return labels;
    }
}
