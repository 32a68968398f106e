package io.puypuy.backend.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.read.Json;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.server.InfluxServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Against InfluxDB 1.6 as Debian has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfluxDbServerTest {
    private static final long START = 1_700_000_000_000L;

    private final InfluxServer server = InfluxServer.start();

    @BeforeAll
    void createDatabases() throws Exception {
        server.createDatabase("test");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String ini(String database, String... more) {
        return "address = " + server.uri("") + "\ndatabase = " + database + "\n" + String.join("\n", more) + "\n";
    }

    private BackendDriver driver(String database, String... more) {
        return BackendDriver.of(new InfluxDbBackend(), ini(database, more));
    }

    /** One point as the server has it. */
    private record Kept(Map<String, String> tags, long nanos, BigDecimal value) {}

    private List<Kept> read(String database, String metric) throws Exception {
        List<Kept> all = new ArrayList<>();
        for (Json series : server.query(database, "SELECT value FROM \"" + metric + "\" GROUP BY *")) {
            Map<String, String> tags = new HashMap<>();
            series.get("tags").members().forEach((name, value) -> tags.put(name, value.toString()));
            // A series without a tag that others have.
            tags.values().removeIf(String::isEmpty);
            for (Json row : series.get("values").elements()) {
                List<Json> columns = row.elements();
                all.add(new Kept(
                        tags,
                        Long.parseLong(columns.get(0).toString()),
                        new BigDecimal(columns.get(1).toString())));
            }
        }
        return all;
    }

    private static Map<String, String> tags(DataPoint point) {
        Map<String, String> tags = new HashMap<>();
        // What the line protocol has no way to write is sent as a look-alike; nothing else is changed.
        point.series()
                .allTags()
                .forEach((name, value) -> tags.put(
                        name,
                        value.replace('\n', '\u240a').replace('\t', '\u2409').replaceFirst("\\\\$", "\uff3c")));
        return tags;
    }

    @Test
    void givesBackTenThousandPointsOfAllShapes(@TempDir Path folder) throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, START, 7, 1);
        try (LaneDriver lane = LaneDriver.of(new InfluxDbBackend(), ini("test"), folder)) {
            lane.offer(points);
            assertThat(lane.settled(10_000).delivered()).isEqualTo(10_000);
        }
        Map<String, Kept> kept = new HashMap<>();
        for (String metric : List.of("shape_integer", "shape_floating")) {
            for (Kept each : read("test", metric)) {
                kept.put(each.tags.get("number"), each);
            }
        }
        assertThat(kept).hasSize(10_000);
        for (DataPoint point : points) {
            Kept same = Objects.requireNonNull(
                    kept.get(point.series().tags().value("number").orElseThrow()));
            assertThat(same.tags).as("%s", point).isEqualTo(tags(point));
            assertThat(same.nanos).isEqualTo(point.timestampMillis() * 1_000_000);
            if (point.isInteger()) {
                assertThat(same.value.longValueExact()).isEqualTo(point.integer());
            } else {
                // The server shows the negative zero as -0, which JSON has not.
                assertThat(same.value.doubleValue() + 0.0).isEqualTo(point.floating() + 0.0);
            }
        }
    }

    @Test
    void keepsNamesApartThatLookAlike() throws Exception {
        String[] awkward = {
            "a",
            "a\\",
            "a\\\\",
            "a\n",
            "a\\n",
            "a ",
            " a",
            "a,",
            "a\\,",
            "a=",
            "a\\=",
            "#a",
            "\"a\"",
            "'a'",
            "\\a",
            "a\u007f",
            "a\u0000",
            "a\t",
            "a\r",
            "time",
            "time_",
            "_field",
            "_measurement",
            "日",
            "é",
            "e\u0301",
            "𝄞"
        };
        server.createDatabase("awkward");
        List<DataPoint> points = new ArrayList<>();
        for (String text : awkward) {
            points.add(Points.integer("values", Tags.of("a", text), START, points.size()));
            points.add(Points.integer("names", Tags.of(text, "a"), START, points.size()));
            points.add(Points.integer(text, Tags.of("metrics", "yes"), START, points.size()));
        }
        try (BackendDriver driver = driver("awkward")) {
            assertThat(driver.send(points)).isInstanceOf(Delivery.Stored.class);
        }
        assertThat(read("awkward", "values")).hasSize(awkward.length);
        assertThat(read("awkward", "names")).hasSize(awkward.length);
        assertThat(server.query("awkward", "SELECT * FROM /.*/ WHERE metrics = 'yes'"))
                .hasSize(awkward.length);
    }

    @Test
    void takesTheLongestKeyAndTheFarthestTimes() throws Exception {
        Series longest = new Series(
                Metric.integer("m", ""),
                new Origin("", "", "", ""),
                Tags.of("a", "x".repeat(65_526 - "m,a=,type=untyped".length())));
        server.createDatabase("ends");
        try (BackendDriver driver = driver("ends")) {
            assertThat(driver.send(List.of(
                            DataPoint.of(longest, 9_223_372_036_854L, 1L),
                            DataPoint.of(longest, 0, 2L),
                            DataPoint.of(longest, -9_223_372_036_854L, 3L))))
                    .isInstanceOf(Delivery.Stored.class);
        }
        assertThat(read("ends", "m"))
                .extracting(Kept::nanos)
                .containsExactlyInAnyOrder(9_223_372_036_854_000_000L, 0L, -9_223_372_036_854_000_000L);
    }

    @Test
    void rejectsOnlyThePointsOfAnotherTypeAndSaysWhichSettingToChange(@TempDir Path folder) throws Exception {
        server.createDatabase("typed");
        List<DataPoint> points = new ArrayList<>(Points.plain(200, START));
        for (int i = 0; i < points.size(); i += 40) {
            points.set(i, Points.integer("disk_used", Tags.of("disk", "d" + i), START, i));
        }
        // As written by somebody who does not tell them apart.
        try (BackendDriver driver = driver("typed", "integers = no")) {
            driver.send(List.of(points.get(0)));
        }
        try (LaneDriver lane = LaneDriver.of(new InfluxDbBackend(), ini("typed"), folder)) {
            lane.offer(points);
            BackendStatus.Books books = lane.settled(200);
            assertThat(books.rejected()).isEqualTo(5);
            assertThat(books.delivered()).isEqualTo(195);
        }
        assertThat(SpoolListing.read(folder, 10).rejected())
                .hasSize(5)
                .extracting(RejectedPoint::reason)
                .containsOnly(
                        "add disk_used to float_metrics: the database has disk_used as float, it was sent as integer");
        assertThat(server.query("typed", "SELECT value FROM /plain_.*/")).hasSize(195);

        try (BackendDriver driver = driver("typed", "float_metrics = disk_used")) {
            assertThat(driver.send(points)).isInstanceOf(Delivery.Stored.class);
        }
        assertThat(read("typed", "disk_used")).hasSize(5);
    }

    @Test
    void rejectsWhatIsOlderThanTheDatabaseKeeps(@TempDir Path folder) throws Exception {
        server.query("", "CREATE DATABASE brief WITH DURATION 1h");
        DataPoint now = Points.floating("plain_now", Tags.none(), System.currentTimeMillis(), 1);
        List<DataPoint> mixed = new ArrayList<>(Points.plain(20, START));
        mixed.add(7, now);
        try (LaneDriver lane = LaneDriver.of(new InfluxDbBackend(), ini("brief"), folder)) {
            lane.offer(mixed);
            assertThat(lane.settled(21).rejected()).isEqualTo(20);
            lane.offer(Points.plain(20, START));
            assertThat(lane.settled(41).rejected()).isEqualTo(40);
        }
        assertThat(SpoolListing.read(folder, 1).rejected())
                .extracting(RejectedPoint::reason)
                .containsOnly(
                        "InfluxDB refuses points (400): \"partial write: points beyond retention policy dropped=20\"");
        assertThat(read("brief", "plain_now")).hasSize(1);
    }

    @Test
    void createsTheDatabaseIfToldSo() throws Exception {
        List<DataPoint> points = Points.plain(1, START);
        String name = "with \"quotes\" and ünïcode";
        try (BackendDriver driver = driver(name)) {
            assertThat(driver.send(points)).isInstanceOf(Delivery.NotAllowed.class);
        }
        try (BackendDriver driver = driver(name, "create_database = yes")) {
            assertThat(driver.send(points)).isInstanceOf(Delivery.Stored.class);
        }
        assertThat(read(name, "plain_0")).hasSize(1);
    }

    @Test
    void writesOnlyWithTheRightCredentials() throws Exception {
        List<DataPoint> points = Points.plain(1, START);
        try (InfluxServer strict = InfluxServer.startWithAuthentication("pup", "it's ä")) {
            String ini = "address = " + strict.uri("") + "\ndatabase = test\ncreate_database = yes\nuser = pup\n";
            try (BackendDriver wrong = BackendDriver.of(new InfluxDbBackend(), ini + "pass = wrong\n");
                    BackendDriver none = BackendDriver.of(new InfluxDbBackend(), ini + "pass = it's ä\nauth = no\n");
                    BackendDriver right = BackendDriver.of(new InfluxDbBackend(), ini + "pass = it's ä\n")) {
                assertThat(wrong.send(points)).isInstanceOf(Delivery.NotAllowed.class);
                assertThat(none.send(points)).isInstanceOf(Delivery.NotAllowed.class);
                assertThat(right.send(points)).isInstanceOf(Delivery.Stored.class);
            }
            assertThat(strict.query("test", "SELECT * FROM plain_0")).hasSize(1);
        }
    }

    @Test
    void losesNothingWhileTheServerIsAway(@TempDir Path folder) throws Exception {
        server.createDatabase("away");
        try (LaneDriver lane = LaneDriver.of(new InfluxDbBackend(), ini("away"), folder)) {
            lane.offer(Points.plain(10, START));
            lane.settled(10);
            server.process().kill();
            lane.offer(Points.plain(20, START));
            lane.inTrouble();
            server.process().restart();
            assertThat(lane.settled(30).delivered()).isEqualTo(30);
        }
        assertThat(server.query("away", "SELECT value FROM /plain_.*/")).hasSize(20);
    }
}
