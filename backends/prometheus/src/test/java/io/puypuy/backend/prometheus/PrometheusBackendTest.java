package io.puypuy.backend.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.ChartType;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.PrometheusNames;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.api.read.PrometheusText;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusBackendTest {
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final long NOW = 1_700_000_000_000L;

    private final List<BackendDriver> drivers = new ArrayList<>();
    private Instant now = Instant.ofEpochMilli(NOW);
    private final InstantSource clock = () -> now;

    @AfterEach
    void close() {
        drivers.forEach(BackendDriver::close);
    }

    private BackendDriver driver(String ini) {
        BackendDriver driver = BackendDriver.of(new PrometheusBackend(clock), ini);
        drivers.add(driver);
        return driver;
    }

    private static String page(Backend backend, String accept) {
        return backend.scrapePage().orElseThrow().content(accept).body();
    }

    private static DataPoint load(String core, long millis, double value) {
        Metric metric = Metric.floating("load", "").help("load average");
        return DataPoint.of(new Series(metric, Points.ORIGIN, Tags.of("core", core)), millis, value);
    }

    private static String loadLine(String core, String value) {
        return "load{cluster=\"testcluster\",core=\"" + core
                + "\",group=\"testing\",host=\"host.example.org\",location=\"east-west-2\",type=\"untyped\"} " + value
                + "\n";
    }

    @Test
    void showsEachFamilyOnceWithHelpAndType() throws Exception {
        BackendDriver driver = driver("");
        Metric bytes = Metric.integer("disk_bytes", "bytes").type("system").help("size \"as df\"\nhas it, C:\\");
        Metric rate = Metric.rate("requests", "requests/s").chart(ChartType.RATE);
        Metric unknown = Metric.floating("my_queue", "");
        Series disk = new Series(bytes, Points.ORIGIN, Tags.of("mount", "/"));
        List<DataPoint> points = List.of(
                load("1", NOW, 0.5),
                DataPoint.of(disk, NOW, Long.MAX_VALUE),
                load("0", NOW, 1e-7),
                DataPoint.of(new Series(rate, Points.ORIGIN, Tags.none()), NOW, 3),
                DataPoint.of(new Series(unknown, Points.ORIGIN, Tags.of("text", "a\"b\\c\nd")), NOW, -0.0),
                load("2", NOW, 100));

        assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());

        String common = "cluster=\"testcluster\",group=\"testing\",host=\"host.example.org\",location=\"east-west-2\",";
        String text = "# HELP disk_bytes size \"as df\"\\nhas it, C:\\\\ (bytes)\n# TYPE disk_bytes gauge\ndisk_bytes{"
                + common + "mount=\"/\",type=\"system\"} 9223372036854775807\n"
                + "# HELP load load average\n# TYPE load gauge\n"
                + loadLine("1", "0.5") + loadLine("0", "1.0E-7") + loadLine("2", "100.0")
                + "# TYPE my_queue untyped\nmy_queue{" + common + "text=\"a\\\"b\\\\c\\nd\",type=\"untyped\"} -0.0\n"
                + "# HELP requests requests/s\n# TYPE requests gauge\nrequests{" + common + "type=\"untyped\"} 3.0\n";
        ScrapePage page = driver.backend().scrapePage().orElseThrow();
        assertThat(page.content("*/*"))
                .isEqualTo(new ScrapePage.Content("text/plain; version=0.0.4; charset=utf-8", text));
        assertThat(page.content(OPEN_METRICS))
                .isEqualTo(new ScrapePage.Content(
                        "application/openmetrics-text; version=1.0.0; charset=utf-8",
                        text.replace("\"as df\"", "\\\"as df\\\"").replace("queue untyped", "queue unknown")
                                + "# EOF\n"));
    }

    @Test
    void isEmptyBeforeTheFirstPoint() {
        assertThat(page(driver("").backend(), "")).isEmpty();
        assertThat(page(driver("").backend(), OPEN_METRICS)).isEqualTo("# EOF\n");
    }

    @Test
    void everyShapeCanBeReadBackInBothForms() throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, NOW - 100_000, 10, 7);
        BackendDriver driver = driver("");
        driver.send(points);
        for (String accept : List.of("", OPEN_METRICS)) {
            PrometheusText read = PrometheusText.parse(page(driver.backend(), accept));

            Map<Tags, Number> found = new HashMap<>();
            read.samples().forEach(sample -> found.put(sample.labels().and("name", sample.name()), sample.value()));
            assertThat(read.families()).hasSize(2);
            assertThat(found).hasSize(points.size());
            for (DataPoint point : points) {
                Tags labels = Tags.of(PrometheusNames.labels(point.series()));
                Number value = Objects.requireNonNull(found.get(labels.and("name", point.name())));
                assertThat(value.doubleValue()).as("%s", point).isEqualTo(point.floating() + 0.0);
                if (point.isInteger()) {
                    assertThat(value).as("%s", point).isEqualTo(point.integer());
                }
            }
        }
    }

    @Test
    void newestPointCounts() throws Exception {
        BackendDriver driver = driver("");
        driver.send(List.of(load("0", NOW - 1000, 2), load("0", NOW - 5000, 1)));
        assertThat(page(driver.backend(), "")).endsWith(loadLine("0", "2.0"));

        driver.send(List.of(load("0", NOW - 2000, 3)));
        assertThat(page(driver.backend(), "")).endsWith(loadLine("0", "2.0"));

        driver.send(List.of(load("0", NOW, 4)));
        assertThat(page(driver.backend(), "")).endsWith(loadLine("0", "4.0"));
    }

    @Test
    void seriesThatStopGo() throws Exception {
        BackendDriver driver = driver("stale_after = 1m\n");
        driver.send(List.of(load("0", NOW, 1), load("1", NOW, 1)));
        now = now.plusSeconds(40);
        driver.send(List.of(load("1", NOW + 40_000, 2)));
        assertThat(page(driver.backend(), "")).contains(loadLine("0", "1.0")).contains(loadLine("1", "2.0"));

        now = now.plusSeconds(20);
        assertThat(page(driver.backend(), ""))
                .isEqualTo("# HELP load load average\n# TYPE load gauge\n" + loadLine("1", "2.0"));

        now = now.plusSeconds(40);
        assertThat(page(driver.backend(), "")).isEmpty();
    }

    @Test
    void pointsThatWaitedTooLongAreNotShown() throws Exception {
        BackendDriver driver = driver("");
        EncodedPoints old = driver.encoded(List.of(load("0", NOW, 1), load("1", NOW + 299_000, 1)), List.of());
        now = now.plus(Duration.ofMinutes(5));

        assertThat(driver("").backend().send(old)).isEqualTo(new Delivery.Stored());
        Backend later = driver("").backend();
        assertThat(later.send(old)).isEqualTo(new Delivery.Stored());

        assertThat(page(later, "")).doesNotContain("core=\"0\"").contains("core=\"1\"");
    }

    @Test
    void clockThatWasWrongDoesNotFreezeAValue() throws Exception {
        BackendDriver driver = driver("");
        driver.send(List.of(load("0", NOW, 1), load("1", NOW, 1)));
        now = now.minusSeconds(60);
        driver.send(List.of(load("0", NOW - 60_000, 2)));
        assertThat(page(driver.backend(), "")).contains(loadLine("0", "2.0")).contains(loadLine("1", "1.0"));

        now = now.minus(Duration.ofHours(1));
        assertThat(page(driver.backend(), "")).isEmpty();
    }

    @Test
    void takesNoMoreSeriesThanItMayAndSaysSo() throws Exception {
        BackendDriver driver = driver("max_series = 2\n");
        Delivery delivery = driver.send(
                List.of(load("0", NOW, 1), load("1", NOW, 1), load("2", NOW, 1), load("0", NOW, 2), load("3", NOW, 1)));

        String reason = "the page has 2 series already; raise max_series";
        assertThat(delivery)
                .isEqualTo(new Delivery.Refused(
                        List.of(new Delivery.Refusal(2, reason), new Delivery.Refusal(4, reason))));
        assertThat(page(driver.backend(), "")).contains(loadLine("0", "2.0")).doesNotContain("core=\"2\"");

        now = now.plus(Duration.ofMinutes(5));
        assertThat(driver.send(List.of(load("2", NOW + 300_000, 1)))).isEqualTo(new Delivery.Stored());
    }

    @Test
    void takesNoEndlessLabels() throws Exception {
        BackendDriver driver = driver("max_series = 10\n");
        assertThat(driver.send(List.of(load("x".repeat(4800), NOW, 1)))).isEqualTo(new Delivery.Stored());
        assertThat(driver.send(List.of(load("y".repeat(4800), NOW, 1)))).isInstanceOf(Delivery.Refused.class);
        assertThat(driver.send(List.of(load("z", NOW, 1)))).isEqualTo(new Delivery.Stored());
    }

    @Test
    void seriesOfOneNameAndLabelsIsOneLine() throws Exception {
        BackendDriver driver = driver("");
        Metric other = Metric.integer("load", "jobs");
        driver.send(List.of(
                load("0", NOW, 1), DataPoint.of(new Series(other, Points.ORIGIN, Tags.of("core", "0")), NOW, 7)));

        assertThat(page(driver.backend(), "")).isEqualTo("# HELP load jobs\n# TYPE load gauge\n" + loadLine("0", "7"));
    }

    @Test
    void refusesGarbageAndShowsTheRest() throws Exception {
        BackendDriver driver = driver("");
        byte[] good = driver.encode(load("0", NOW, 1));
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] bad = good.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bad[random.nextInt(15)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(bad, random.nextInt(bad.length));
            byte[] all = Arrays.copyOf(cut, cut.length + good.length);
            System.arraycopy(good, 0, all, cut.length, good.length);

            Delivery delivery = driver.backend().send(EncodedPoints.of(all, new int[] {cut.length, all.length}));

            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
            List<Delivery.Refusal> refusals = ((Delivery.Refused) delivery).refusals();
            assertThat(refusals)
                    .singleElement()
                    .extracting(Delivery.Refusal::index)
                    .isEqualTo(0);
        }
        assertThat(page(driver.backend(), ""))
                .isEqualTo("# HELP load load average\n# TYPE load gauge\n" + loadLine("0", "1.0"));
    }

    @Test
    void pointsGetThereThroughSpoolAndLane(@TempDir Path folder) {
        List<DataPoint> points = Points.ofAllShapes(2_000, System.currentTimeMillis() - 2000, 1, 1);
        PrometheusBackend backend = new PrometheusBackend();
        try (LaneDriver lane = LaneDriver.of(backend, "", folder)) {
            lane.offer(points);

            assertThat(lane.settled(points.size()).delivered()).isEqualTo(points.size());
            assertThat(page(backend, "").lines().filter(line -> line.startsWith("shape_")))
                    .hasSize(points.size());
        }
    }

    @Test
    void namesFaultsOfItsSettings() {
        assertThat(BackendDriver.faults(new PrometheusBackend(), "max_series = none\nstale_afte = 1m\n"))
                .hasSize(2)
                .anyMatch(fault -> fault.contains("max_series = \"none\""))
                .anyMatch(fault -> fault.contains("did you mean \"stale_after\""));
    }
}
