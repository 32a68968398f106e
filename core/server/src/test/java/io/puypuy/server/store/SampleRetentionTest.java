package io.puypuy.server.store;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points and samples lie in one store under the same bounds. */
class SampleRetentionTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final long EVER = Long.MAX_VALUE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private QuestStore open(int retentionDays, long maxBytes) throws IOException {
        return QuestStore.open(
                new StoreSettings(folder, retentionDays, maxBytes),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private static SampleRows dayOf(int back, int count) {
        SampleRows rows = new SampleRows(count);
        for (int i = 0; i < count; i++) {
            rows.add(1 + i % 10, NOW - back * DAY + i * 50L, (long) i);
        }
        rows.add(11, NOW - back * DAY, "text of day " + back);
        return rows;
    }

    private List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("db"))) {
            return files.filter(file -> file.toString().matches(pattern)).toList();
        }
    }

    @Test
    void dropsOldDaysFromAllTables() throws IOException {
        try (QuestStore store = open(30, 1L << 30)) {
            for (int back = 20; back >= 0; back--) {
                store.append(ramp(series(LOAD, "0"), NOW - back * DAY, 1000, 2));
                store.samples().append(dayOf(back, 20));
            }
        }
        try (QuestStore store = open(5, 1L << 30)) {
            store.maintain();
            assertThat(store.samples().count(1, 0, EVER)).isEqualTo(6 * 2);
            assertThat(store.samples().texts(11, 0, EVER, 100)).hasSize(6);
            assertThat(store.samples().lastMillis(11)).hasValue(NOW);
            assertThat(files(".*/2026-02-1[0-9].*")).isEmpty();
        }
    }

    @Test
    void dropsTheOldestDaysOfAllTablesWhenTooLarge() throws IOException {
        long maxBytes = StoreSettings.MIN_MAX_BYTES;
        try (QuestStore store = open(30, maxBytes)) {
            for (int back = 6; back >= 0; back--) {
                store.append(ramp(series(LOAD, "0"), NOW - back * DAY, 1000, 2));
                store.samples().append(dayOf(back, 400_000));
                store.maintain();
            }
            assertThat(files(".*").stream().mapToLong(f -> f.toFile().length()).sum())
                    .isLessThanOrEqualTo(maxBytes);
            assertThat(store.samples().count(1, NOW, EVER)).isEqualTo(40_000);
            assertThat(store.samples().count(1, 0, NOW - 5 * DAY)).isZero();
            assertThat(store.samples().texts(11, 0, NOW - 5 * DAY, 9)).isEmpty();
            Window early = new Window(NOW - 6 * DAY, NOW - 5 * DAY, Optional.of(DAY), Aggregate.LAST);
            assertThat(store.query(new Query(LOAD.name(), early, Map.of()))
                            .orElseThrow()
                            .series())
                    .isEmpty();
        }
    }

    @Test
    void dropsADayThatLateSamplesLeftInPieces() throws IOException {
        try (QuestStore store = open(30, 1L << 30)) {
            for (int part = 0; part < 3; part++) {
                SampleRows rows = new SampleRows(1_500_000);
                for (int i = 0; i < 1_500_000; i++) {
                    rows.add(1 + i % 1000, NOW - 9 * DAY - part * 7L + i * 20L, (long) i);
                }
                store.samples().append(rows);
            }
            store.samples().append(dayOf(0, 10));
        }
        try (QuestStore store = open(5, 1L << 30)) {
            store.maintain();
            assertThat(store.samples().count(1, 0, NOW - DAY)).isZero();
            assertThat(store.samples().count(1, NOW, EVER)).isEqualTo(1);
        }
    }

    @Test
    void aStoreWithoutSamplesHasNoTablesOfThem() throws IOException {
        try (QuestStore store = open(30, 1L << 30)) {
            store.append(ramp(series(LOAD, "0"), NOW, 1000, 2));
        }
        assertThat(files(".*/(samples|texts).*")).isEmpty();
        assertThat(folder.resolve("newest")).doesNotExist();
        try (QuestStore store = open(30, 1L << 30)) {
            store.samples().append(dayOf(0, 10));
            Window window = new Window(NOW, NOW + 2000, Optional.of(1000L), Aggregate.LAST);
            assertThat(store.query(new Query(LOAD.name(), window, Map.of()))
                            .orElseThrow()
                            .series()
                            .get(0)
                            .steps()
                            .values())
                    .containsExactly(0, 1);
            assertThat(store.samples().count(1, 0, EVER)).isEqualTo(1);
        }
    }

    @Test
    void knowsTheNewestTimesWithoutTheirFile() throws IOException {
        try (QuestStore store = open(30, 1L << 30)) {
            store.samples().append(dayOf(0, 10));
        }
        Files.write(folder.resolve("newest"), new byte[] {1, 2, 3});
        try (QuestStore store = open(30, 1L << 30)) {
            assertThat(store.samples().lastMillis(10)).hasValue(NOW + 9 * 50);
            assertThat(store.samples().lastMillis(11)).hasValue(NOW);
            assertThat(store.samples().lastMillis(12)).isEmpty();
        }
    }
}
