package io.puypuy.server.store;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.MEMORY;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.PointStore;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuestStoreTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private QuestStore open() throws IOException {
        return open(30, 1L << 30);
    }

    private QuestStore open(int retentionDays, long maxBytes) throws IOException {
        return QuestStore.open(
                new StoreSettings(folder, retentionDays, maxBytes),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private static Query query(Metric metric, long from, long to, long step, Aggregate aggregate) {
        return new Query(metric.name(), new Window(from, to, Optional.of(step), aggregate), Map.of());
    }

    private static QueryResult ask(QuestStore store, Query query) throws IOException {
        return store.query(query).orElseThrow();
    }

    private static double[] single(QuestStore store, Metric metric, long from, long to, long step) throws IOException {
        QueryResult result = ask(store, query(metric, from, to, step, Aggregate.LAST));
        assertThat(result.series()).hasSize(1);
        return result.series().get(0).steps().values();
    }

    @Test
    void findsEverythingAfterRestart() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 5));
        }
        try (QuestStore store = open()) {
            assertThat(single(store, LOAD, NOW, NOW + 5000, 1000)).containsExactly(0, 1, 2, 3, 4);
            QuestStore.MetricListing listing = store.metrics("", 10).items().get(0);
            assertThat(listing.metric()).isEqualTo(LOAD);
            assertThat(listing.lastMillis()).isEqualTo(NOW + 4000);
            store.append(ramp(series(MEMORY, "0"), NOW, 1000, 2));
        }
        try (QuestStore store = open()) {
            assertThat(single(store, MEMORY, NOW, NOW + 2000, 1000)).containsExactly(0, 1);
        }
    }

    @Test
    void mergesPointsThatComeTwice() throws IOException {
        List<DataPoint> points = ramp(series(LOAD, "0"), NOW, 1000, 100);
        try (QuestStore store = open()) {
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
    void seriesThatEndedHideNoneThatLives() throws IOException {
        try (QuestStore store = open()) {
            List<DataPoint> points = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                points.addAll(ramp(series(LOAD, "ended" + i), NOW - DAY, 60_000, 1));
            }
            points.addAll(ramp(series(LOAD, "alive"), NOW - 60_000, 60_000, 1));
            store.append(points);

            QueryResult hour = ask(store, query(LOAD, NOW - 3_600_000, NOW, 60_000, Aggregate.LAST));
            assertThat(hour.series())
                    .extracting(column -> column.tags().value("core"))
                    .containsExactly(Optional.of("alive"));
            assertThat(hour.truncated()).isFalse();
            QueryResult days = ask(store, query(LOAD, NOW - 2 * DAY, NOW, 60_000, Aggregate.LAST));
            assertThat(days.series()).hasSize(Query.MAX_SERIES);
            assertThat(days.truncated()).isTrue();
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
        try (QuestStore store = open()) {
            store.append(points);
        }
        long before = Files.size(folder.resolve("catalogue.jsonl"));
        try (QuestStore store = open(1, 1L << 30)) {
            store.maintain();
        }
        for (int start = 0; start < 2; start++) {
            try (QuestStore store = open(1, 1L << 30)) {
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
        try (QuestStore store = open()) {
            assertThat(store.append(points))
                    .extracting(PointStore.LeftOut::index)
                    .containsExactly(0);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNotKeptLocked() throws IOException {
        Path database = folder.resolve("db");
        Files.createSymbolicLink(database, folder.resolve("away").resolve("db"));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("cannot be made");
        }
    }

    @Test
    void acceptsPointsInAnyOrder() throws IOException {
        List<DataPoint> points = ramp(series(LOAD, "0"), NOW - 3 * DAY, 60_000, 3 * 1440);
        List<DataPoint> shuffled = new ArrayList<>(points);
        Collections.shuffle(shuffled, new Random(7));
        try (QuestStore store = open()) {
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
        try (QuestStore store = open()) {
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

    @ParameterizedTest
    @EnumSource(Aggregate.class)
    void aggregatesLikeAPlainLoop(Aggregate aggregate) throws IOException {
        Random random = new Random(42);
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            long time = NOW - DAY + random.nextInt((int) DAY);
            points.add(DataPoint.of(series(LOAD, "0"), time, random.nextGaussian() * 100));
        }
        long from = NOW - DAY / 2 - 1234;
        long to = NOW - 777;
        long step = 600_000;
        try (QuestStore store = open()) {
            store.append(points);
            QueryResult result = ask(store, query(LOAD, from, to, step, aggregate));
            double[] values = result.series().get(0).steps().values();
            for (int i = 0; i < values.length; i++) {
                long start = result.times()[i];
                assertThat(start % step).isZero();
                double expected = plain(points, Math.max(start, from), Math.min(start + step, to), aggregate);
                if (Double.isNaN(expected)) {
                    assertThat(values[i]).isNaN();
                } else {
                    assertThat(values[i]).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
                }
            }
            assertThat(values.length).isEqualTo((int) (to / step - from / step + 1));
        }
    }

    private static double plain(List<DataPoint> points, long from, long to, Aggregate aggregate) {
        List<DataPoint> inside = points.stream()
                .filter(p -> p.timestampMillis() >= from && p.timestampMillis() < to)
                .sorted((a, b) -> Long.compare(a.timestampMillis(), b.timestampMillis()))
                .toList();
        if (inside.isEmpty()) {
            return Double.NaN;
        }
        var numbers = inside.stream().mapToDouble(DataPoint::floating).summaryStatistics();
        return switch (aggregate) {
            case AVG -> numbers.getAverage();
            case MIN -> numbers.getMin();
            case MAX -> numbers.getMax();
            case SUM -> numbers.getSum();
            case LAST -> inside.get(inside.size() - 1).floating();
        };
    }

    @Test
    void dropsDaysBehindRetention() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW - 20 * DAY, DAY, 21));
        }
        try (QuestStore store = open(5, 1L << 30)) {
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
        try (QuestStore store = open(30, maxBytes)) {
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
    void filtersByTagsAndListsThem() throws IOException {
        try (QuestStore store = open()) {
            for (String core : List.of("0", "1", "2")) {
                store.append(ramp(series(LOAD, core), NOW, 1000, 3));
            }
            Query two = new Query(
                    LOAD.name(),
                    new Window(NOW, NOW + 3000, Optional.of(1000L), Aggregate.AVG),
                    Map.of("core", Set.of("0", "2")));
            assertThat(ask(store, two).series())
                    .extracting(column -> column.tags().value("core").orElse(""))
                    .containsExactly("0", "2");
            assertThat(store.tags(LOAD.name()).orElseThrow().items())
                    .containsExactly(
                            Map.entry("cluster", Set.of("c1")),
                            Map.entry("core", Set.of("0", "1", "2")),
                            Map.entry("host", Set.of("web1")),
                            Map.entry("type", Set.of("system")));
            assertThat(store.tags("unknown")).isEmpty();
            assertThat(store.query(query(MEMORY, NOW, NOW + 1, 1, Aggregate.AVG)))
                    .isEmpty();
            assertThat(store.metrics("AVERAGE", 10).items()).hasSize(1);
            assertThat(store.metrics("nothing", 10).items()).isEmpty();
        }
    }

    @Test
    void boundsAnswers() throws IOException {
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            points.addAll(ramp(series(LOAD, "core" + i), NOW, 1000, 2));
        }
        try (QuestStore store = open()) {
            store.append(points);
            QueryResult result = ask(store, query(LOAD, NOW, NOW + 2000, 1000, Aggregate.AVG));
            assertThat(result.series()).hasSize(Query.MAX_SERIES);
            assertThat(result.truncated()).isTrue();
            assertThatThrownBy(() -> query(LOAD, NOW, NOW + DAY, 1, Aggregate.AVG))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ask for a longer step");
        }
    }

    @Test
    void choosesAStepThatTheSeriesFill() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW, 10_000, 90));
            Query fifteenMinutes =
                    new Query(LOAD.name(), new Window(NOW, NOW + 900_000, Optional.empty(), Aggregate.AVG), Map.of());
            QueryResult result = ask(store, fifteenMinutes);
            assertThat(result.stepMillis()).isEqualTo(10_000);
            assertThat(result.series().get(0).steps().values()).hasSize(90).doesNotContain(Double.NaN);
            Query month =
                    new Query(LOAD.name(), new Window(NOW - 30 * DAY, NOW, Optional.empty(), Aggregate.AVG), Map.of());
            assertThat(ask(store, month).times().length).isLessThanOrEqualTo(1000);
        }
    }

    @Test
    void takesTenThousandSeries() throws IOException {
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Series series = new Series(LOAD, StorePoints.ORIGIN.withHost("host" + i), Tags.none());
            points.add(DataPoint.of(series, NOW, (double) i));
        }
        try (QuestStore store = open()) {
            store.append(points);
        }
        try (QuestStore store = open()) {
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
        try (QuestStore store = open()) {
            store.append(List.of(DataPoint.of(series(MEMORY, "0"), NOW, 5L)));
            store.append(List.of(DataPoint.of(series(floating, "0"), NOW + 1000, 5.5)));
            assertThat(single(store, MEMORY, NOW, NOW + 2000, 1000)).containsExactly(5, 5.5);
        }
    }

    @Test
    void refusesAFolderInUse() throws IOException {
        try (QuestStore store = open()) {
            assertThat(store).isNotNull();
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is in use");
        }
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        folder = folder.resolve("file");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("cannot be made");
    }

    @Test
    void cutsOffALineThatACrashLeft() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        Files.writeString(folder.resolve("catalogue.jsonl"), "{\"id\":1,\"met", StandardOpenOption.APPEND);
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "1"), NOW, 1000, 2));
        }
        try (QuestStore store = open()) {
            assertThat(ask(store, query(LOAD, NOW, NOW + 2000, 1000, Aggregate.AVG))
                            .series())
                    .hasSize(2);
        }
    }

    @Test
    void saysWhatIsDamaged() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        Path catalogue = folder.resolve("catalogue.jsonl");
        Files.writeString(catalogue, "garbage\n" + Files.readString(catalogue));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("damaged in line 1");
        Files.delete(catalogue);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is missing");
    }

    @Test
    void saysThatTheTableIsDamaged() throws IOException {
        try (QuestStore store = open()) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        try (var files = Files.walk(folder.resolve("db"))) {
            for (Path file :
                    files.filter(f -> f.endsWith("_meta") || f.endsWith("_txn")).toList()) {
                Files.write(file, new byte[3]);
            }
        }
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("cannot be opened");
    }

    @Test
    void refusesPointsWhenClosed() throws IOException {
        QuestStore store = open();
        store.close();
        store.close();

        assertThatThrownBy(() -> store.append(ramp(series(LOAD, "0"), NOW, 1000, 2)))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is closed");
    }
}
