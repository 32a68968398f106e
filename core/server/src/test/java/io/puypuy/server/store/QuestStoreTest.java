package io.puypuy.server.store;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.MEMORY;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static io.puypuy.server.store.TestStore.DAY;
import static io.puypuy.server.store.TestStore.NOW;
import static io.puypuy.server.store.TestStore.ask;
import static io.puypuy.server.store.TestStore.open;
import static io.puypuy.server.store.TestStore.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.PointStore;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static double[] single(QuestStore store, Metric metric, long from, long to, long step) throws IOException {
        QueryResult result = ask(store, query(metric, from, to, step, Aggregate.LAST));
        assertThat(result.series()).hasSize(1);
        return result.series().get(0).steps().values();
    }

    @Test
    void findsEverythingAfterRestart() throws IOException {
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 5));
        }
        try (QuestStore store = open(folder)) {
            assertThat(single(store, LOAD, NOW, NOW + 5000, 1000)).containsExactly(0, 1, 2, 3, 4);
            QuestStore.MetricListing listing = store.metrics("", 10).items().get(0);
            assertThat(listing.metric()).isEqualTo(LOAD);
            assertThat(listing.lastMillis()).isEqualTo(NOW + 4000);
            store.append(ramp(series(MEMORY, "0"), NOW, 1000, 2));
        }
        try (QuestStore store = open(folder)) {
            assertThat(single(store, MEMORY, NOW, NOW + 2000, 1000)).containsExactly(0, 1);
        }
    }

    @Test
    void mergesPointsThatComeTwice() throws IOException {
        List<DataPoint> points = ramp(series(LOAD, "0"), NOW, 1000, 100);
        try (QuestStore store = open(folder)) {
            store.append(points);
            store.append(points);
            store.append(points.subList(20, 30));
            QueryResult counted = ask(store, query(LOAD, NOW, NOW + 100_000, 100_000, Aggregate.SUM));
            assertThat(Arrays.stream(counted.series().get(0).steps().values())
                            .filter(v -> !Double.isNaN(v))
                            .sum())
                    .isEqualTo(99 * 100 / 2.0);
        }
    }

    @Test
    void forgetsSeriesWhoseLastDayWasDropped() throws IOException {
        Metric gone = Metric.floating("gone", "");
        List<DataPoint> points = new ArrayList<>(ramp(series(LOAD, "first"), NOW, 1000, 1));
        for (int i = 0; i < 2_000; i++) {
            points.addAll(ramp(series(gone, "a" + i), NOW - 3 * DAY, 1000, 1));
        }
        points.addAll(ramp(series(LOAD, "last"), NOW, 1000, 1));
        try (QuestStore store = open(folder)) {
            store.append(points);
        }
        long before = Files.size(folder.resolve("catalogue.jsonl"));
        try (QuestStore store = open(folder, 1, 1L << 30)) {
            store.maintain();
        }
        for (int start = 0; start < 2; start++) {
            try (QuestStore store = open(folder, 1, 1L << 30)) {
                store.append(ramp(series(MEMORY, "new" + start), NOW, 1000, 1));
                assertThat(store.query(query(gone, NOW - 4 * DAY, NOW, 3_600_000, Aggregate.LAST)))
                        .isEmpty();
                assertThat(ask(store, query(LOAD, NOW, NOW + 1000, 1000, Aggregate.LAST))
                                .series())
                        .hasSize(2);
                assertThat(ask(store, query(MEMORY, NOW, NOW + 1000, 1000, Aggregate.LAST))
                                .series())
                        .hasSize(start + 1);
            }
        }
        assertThat(Files.size(folder.resolve("catalogue.jsonl"))).isLessThan(before / 10);
    }

    @Test
    void takesNoMoreSeriesThanThereMayBe() throws IOException {
        try (Catalogue catalogue = new Catalogue(folder.resolve("few.jsonl"), 2)) {
            for (String core : List.of("0", "1", "2", "1")) {
                DataPoint point = ramp(series(LOAD, core), NOW, 1000, 1).get(0);
                assertThat(catalogue.idOf(point).isPresent()).isEqualTo(!core.equals("2"));
            }
        }
    }

    @Test
    void saysWhichPointsAreTooOld() throws IOException {
        List<DataPoint> points = ramp(series(LOAD, "0"), NOW - 31 * DAY, 2 * DAY, 2);
        try (QuestStore store = open(folder)) {
            assertThat(store.append(points))
                    .extracting(PointStore.LeftOut::index)
                    .containsExactly(0);
        }
    }

    @Test
    void acceptsPointsInAnyOrder() throws IOException {
        List<DataPoint> points = ramp(series(LOAD, "0"), NOW - 3 * DAY, 60_000, 3 * 1440);
        List<DataPoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(7));
        try (QuestStore store = open(folder)) {
            for (int i = 0; i < shuffled.size(); i += 500) {
                store.append(shuffled.subList(i, Math.min(shuffled.size(), i + 500)));
            }
            assertThat(single(store, LOAD, NOW - 3 * DAY, NOW, 60_000))
                    .containsExactly(
                            points.stream().mapToDouble(DataPoint::floating).toArray());
        }
    }

    @Test
    void keepsExtremesOfNumbers() throws IOException {
        Metric tiny = Metric.floating("tiny", "");
        double[] doubles = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 0.1};
        long[] longs = {Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE, 0};
        try (QuestStore store = open(folder)) {
            for (int i = 0; i < doubles.length; i++) {
                store.append(List.of(DataPoint.of(series(tiny, "0"), NOW + i * 1000L, doubles[i])));
            }
            for (int i = 0; i < longs.length; i++) {
                store.append(List.of(DataPoint.of(series(MEMORY, "0"), NOW + i * 1000L, longs[i])));
            }
            assertThat(single(store, tiny, NOW, NOW + 5000, 1000)).containsExactly(doubles);
            assertThat(single(store, MEMORY, NOW, NOW + 4000, 1000)).containsExactly(0x1p63, -0x1p63, -0x1p63, 0);
        }
    }

    @Test
    void dropsDaysBehindRetention() throws IOException {
        try (QuestStore store = open(folder)) {
            store.append(ramp(series(LOAD, "0"), NOW - 20 * DAY, DAY, 21));
        }
        try (QuestStore store = open(folder, 5, 1L << 30)) {
            store.maintain();
            QueryResult left = ask(store, query(LOAD, NOW - 25 * DAY, NOW + 1, DAY, Aggregate.LAST));
            assertThat(Arrays.stream(left.series().get(0).steps().values()).filter(v -> !Double.isNaN(v)))
                    .containsExactly(15.0, 16.0, 17.0, 18.0, 19.0, 20.0);
            store.append(ramp(series(LOAD, "0"), NOW - 20 * DAY, DAY, 1));
            assertThat(ask(store, query(LOAD, NOW - 25 * DAY, NOW - 10 * DAY, DAY, Aggregate.LAST))
                            .series())
                    .isEmpty();
        }
    }

    @Test
    void dropsOldestDaysWhenTooLarge() throws IOException {
        long maxBytes = StoreSettings.MIN_MAX_BYTES;
        try (QuestStore store = open(folder, 30, maxBytes)) {
            for (int day = 10; day >= 0; day--) {
                store.append(ramp(series(LOAD, "0"), NOW - day * DAY, 50, 400_000));
                store.maintain();
            }
            try (var files = Files.walk(folder.resolve("db"))) {
                long bytes = files.filter(Files::isRegularFile)
                        .mapToLong(f -> f.toFile().length())
                        .sum();
                assertThat(bytes).isLessThanOrEqualTo(maxBytes);
            }
            double[] values = single(store, LOAD, NOW - 10 * DAY, NOW + DAY, DAY);
            assertThat(values[0]).isNaN();
            assertThat(values[10]).isNotNaN();
        }
    }

    @Test
    void takesTenThousandSeries() throws IOException {
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Series series = new Series(LOAD, StorePoints.ORIGIN.withHost("host" + i), Tags.none());
            points.add(DataPoint.of(series, NOW, (double) i));
        }
        try (QuestStore store = open(folder)) {
            store.append(points);
        }
        try (QuestStore store = open(folder)) {
            Query one = new Query(
                    LOAD.name(),
                    new Window(NOW, NOW + 1000, Optional.of(1000L), Aggregate.AVG),
                    Map.of("host", Set.of("host7777")));
            assertThat(ask(store, one).series().get(0).steps().values()).containsExactly(7777);
            assertThat(store.metrics("", 10).items().get(0).series()).isEqualTo(10_000);
        }
    }

    @Test
    void aMetricThatChangesItsTypeStaysReadable() throws IOException {
        Metric floating = Metric.floating("mem_used", "bytes").type("system");
        try (QuestStore store = open(folder)) {
            store.append(List.of(DataPoint.of(series(MEMORY, "0"), NOW, 5L)));
            store.append(List.of(DataPoint.of(series(floating, "0"), NOW + 1000, 5.5)));
            assertThat(single(store, MEMORY, NOW, NOW + 2000, 1000)).containsExactly(5, 5.5);
        }
    }

    @Test
    void refusesPointsWhenClosed() throws IOException {
        QuestStore store = open(folder);
        store.close();
        store.close();

        assertThatThrownBy(() -> store.append(ramp(series(LOAD, "0"), NOW, 1000, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is closed");
    }
}
