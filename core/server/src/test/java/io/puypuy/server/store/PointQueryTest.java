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
import static org.assertj.core.api.Assertions.within;

import io.puypuy.api.DataPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PointQueryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void seriesThatEndedHideNoneThatLives() throws IOException {
        try (QuestStore store = open(folder)) {
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
        try (QuestStore store = open(folder)) {
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
    void filtersByTagsAndListsThem() throws IOException {
        try (QuestStore store = open(folder)) {
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
        try (QuestStore store = open(folder)) {
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
        try (QuestStore store = open(folder)) {
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
}
