package io.puypuy.backend.carbon;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.server.CarbonServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Graphite's own carbon-cache takes what we send, and its files hold it. */
@Timeout(300)
class RealCarbonTest {
    private static final long FIRST_MILLIS = 1_790_000_000_000L;

    private static String ini(CarbonServer server, int port, String more) {
        String host = server.address().contains(":") ? "[" + server.address() + "]" : server.address();
        return "address = " + host + ":" + port + "\ntimeout = 30s\n" + more;
    }

    @Test
    void everyPointComesBackByItsPath() throws Exception {
        try (CarbonServer server = CarbonServer.start()) {
            comesBack(server, ini(server, server.picklePort(), ""), CarbonNames::path);
        }
    }

    @Test
    void everyPointComesBackByItsTags() throws Exception {
        try (CarbonServer server = CarbonServer.start()) {
            comesBack(server, ini(server, server.picklePort(), "format = tagged\n"), CarbonNames::tagged);
        }
    }

    @Test
    void everyPointComesBackByLines() throws Exception {
        try (CarbonServer server = CarbonServer.startIpv6()) {
            comesBack(server, ini(server, server.linePort(), "protocol = line\n"), CarbonNames::path);
        }
    }

    private static void comesBack(CarbonServer server, String ini, Function<Series, String> naming) throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, FIRST_MILLIS, 1, 7);
        try (BackendDriver driver = BackendDriver.of(new CarbonBackend(), ini)) {
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
        }
        assertStored(server, points, naming);
    }

    private static void assertStored(CarbonServer server, List<DataPoint> points, Function<Series, String> naming) {
        Map<String, NavigableMap<Long, Double>> expected = new HashMap<>();
        for (DataPoint point : points) {
            expected.put(
                    naming.apply(point.series()),
                    new TreeMap<>(Map.of(point.timestampMillis() / 1000, point.floating())));
        }
        assertThat(expected).hasSameSizeAs(points);
        assertThat(await(server, expected.keySet())).isEqualTo(expected);
    }

    /** Carbon writes its files a moment after it has read the points. */
    private static Map<String, NavigableMap<Long, Double>> await(CarbonServer server, Set<String> names) {
        long from = FIRST_MILLIS / 1000;
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> server.values(names, from, from + 60), values -> values.values().stream()
                        .noneMatch(NavigableMap::isEmpty));
    }

    @Test
    void deliversOverIpv6() throws Exception {
        try (CarbonServer server = CarbonServer.startIpv6();
                BackendDriver driver = BackendDriver.of(new CarbonBackend(), ini(server, server.picklePort(), ""))) {
            DataPoint point = Points.floating("over_ipv6", Tags.none(), FIRST_MILLIS, 6.5);
            assertThat(driver.send(List.of(point))).isEqualTo(new Delivery.Stored());
            assertStored(server, List.of(point), CarbonNames::path);
        }
    }

    @Test
    void losesNothingWhileCarbonIsStoppedAndStartedAgain(@TempDir Path folder) throws Exception {
        try (CarbonServer server = CarbonServer.start();
                LaneDriver lane = LaneDriver.of(
                        new CarbonBackend(), ini(server, server.picklePort(), "max_batch_points = 3\n"), folder)) {
            List<DataPoint> before = offer(0, 200, lane);
            lane.settled(before.size());
            // What carbon still has in memory it loses by itself.
            assertStored(server, before, CarbonNames::path);
            server.process().stop();
            List<DataPoint> after = offer(200, 400, lane);
            lane.inTrouble();
            server.process().restart();
            assertThat(lane.settled(before.size() + after.size()).delivered()).isEqualTo(before.size() + after.size());
            assertStored(server, after, CarbonNames::path);
        }
    }

    private static List<DataPoint> offer(int from, int to, LaneDriver lane) {
        List<DataPoint> points = new ArrayList<>();
        for (int i = from; i < to; i++) {
            List<DataPoint> batch = List.of(
                    Points.integer("batch_" + i, Tags.of("core", "a"), FIRST_MILLIS, i),
                    Points.integer("batch_" + i, Tags.of("core", "b"), FIRST_MILLIS, -i));
            points.addAll(batch);
            lane.offer(batch);
        }
        return points;
    }
}
