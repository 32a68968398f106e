package io.puypuy.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final long EVER = Long.MAX_VALUE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private QuestStore open() throws IOException {
        return QuestStore.open(
                new StoreSettings(folder, 30, 1L << 30),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    private static long[] millis(Samples samples) {
        return IntStream.range(0, samples.size()).mapToLong(samples::millis).toArray();
    }

    private static double[] values(Samples samples) {
        return IntStream.range(0, samples.size()).mapToDouble(samples::number).toArray();
    }

    @Test
    void knowsNothingAtFirst() throws IOException {
        try (QuestStore store = open()) {
            SampleStore samples = store.samples();
            assertThat(samples.append(new SampleRows(1))).isZero();
            assertThat(samples.numbers(1, 0, EVER, 10).size()).isZero();
            assertThat(samples.texts(1, 0, EVER, 10)).isEmpty();
            assertThat(samples.count(1, 0, EVER)).isZero();
            assertThat(samples.lastMillis(1)).isEmpty();
        }
    }

    @Test
    void keepsNumbersExactAndTextsAsTheyAre() throws IOException {
        SampleRows rows = new SampleRows(1);
        rows.add(1, NOW, Long.MAX_VALUE);
        rows.add(1, NOW + 1, Long.MIN_VALUE);
        rows.add(1, NOW + 2, 0.1);
        rows.add(2, NOW + 2, -0.0);
        rows.add(100_000, NOW + 3, 5L);
        rows.add(3, NOW, "");
        rows.add(3, NOW + 1, "größer \ud83d\ude00 " + "x".repeat(1000));
        try (QuestStore store = open()) {
            assertThat(store.samples().append(rows)).isZero();
        }
        try (QuestStore store = open()) {
            SampleStore samples = store.samples();
            Samples one = samples.numbers(1, 0, EVER, 10);
            assertThat(millis(one)).containsExactly(NOW, NOW + 1, NOW + 2);
            assertThat(one.whole(0)).isEqualTo(Long.MAX_VALUE);
            assertThat(one.whole(1)).isEqualTo(Long.MIN_VALUE);
            assertThat(one.isWhole(2)).isFalse();
            assertThat(one.number(2)).isEqualTo(0.1);
            assertThatThrownBy(() -> one.whole(2)).isInstanceOf(IllegalStateException.class);
            assertThat(values(samples.numbers(2, 0, EVER, 10))).containsExactly(-0.0);
            assertThat(samples.numbers(100_000, 0, EVER, 10).whole(0)).isEqualTo(5);
            assertThat(samples.texts(3, 0, EVER, 10))
                    .containsExactly(
                            new TextSample(NOW + 1, "größer \ud83d\ude00 " + "x".repeat(1000)),
                            new TextSample(NOW, ""));
            assertThat(samples.texts(3, 0, EVER, 1))
                    .extracting(TextSample::timestampMillis)
                    .containsExactly(NOW + 1);
            assertThat(samples.lastMillis(1)).hasValue(NOW + 2);
            assertThat(samples.lastMillis(3)).hasValue(NOW + 1);
            assertThat(samples.lastMillis(4)).isEmpty();
        }
    }

    @Test
    void theSameSamplesTwiceChangeNothing() throws IOException {
        SampleRows rows = new SampleRows(10);
        for (int i = 0; i < 100; i++) {
            rows.add(1 + i % 7, NOW + i * 1000L, (long) i);
            rows.add(8, NOW + i * 1000L, "text " + i);
        }
        try (QuestStore store = open()) {
            store.samples().append(rows);
            store.samples().append(rows);
            assertThat(store.samples().count(1, 0, EVER)).isEqualTo(15);
            assertThat(store.samples().texts(8, 0, EVER, 1000)).hasSize(100);
            rows.clear();
            rows.add(1, NOW, 0L);
            rows.add(1, NOW, 7L);
            store.samples().append(rows);
            assertThat(store.samples().numbers(1, NOW, NOW + 1, 10).whole(0)).isEqualTo(7);
            assertThat(store.samples().count(1, 0, EVER)).isEqualTo(15);
        }
    }

    @Test
    void sortsLateSamplesIn() throws IOException {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, 4 * 1440).boxed().toList());
        Collections.shuffle(order, new Random(7));
        try (QuestStore store = open()) {
            SampleRows rows = new SampleRows(10);
            for (int minute : order) {
                rows.add(1 + minute % 2, NOW - 4 * DAY + minute * 60_000L, (double) minute);
                if (rows.size() == 500) {
                    store.samples().append(rows);
                    rows.clear();
                }
            }
            store.samples().append(rows);
            assertThat(values(store.samples().numbers(1, 0, EVER, 10_000)))
                    .containsExactly(IntStream.range(0, 2 * 1440)
                            .mapToDouble(i -> 2.0 * i)
                            .toArray());
            assertThat(store.samples().lastMillis(1)).hasValue(NOW - 120_000);
        }
    }

    @Test
    void endsAtTheBoundsThatWereAskedFor() throws IOException {
        SampleRows rows = new SampleRows(10);
        for (int i = 0; i < 10; i++) {
            rows.add(1, NOW + i, (long) i);
        }
        try (QuestStore store = open()) {
            store.samples().append(rows);
            Samples some = store.samples().numbers(1, NOW + 2, NOW + 8, 3);
            assertThat(millis(some)).containsExactly(NOW + 2, NOW + 3, NOW + 4);
            assertThat(some.truncated()).isTrue();
            assertThat(store.samples().numbers(1, NOW + 2, NOW + 8, 6).truncated())
                    .isFalse();
            assertThat(store.samples().count(1, NOW + 2, NOW + 8)).isEqualTo(6);
        }
    }

    @Test
    void leavesOutWhatIsTooOldOrInTheFuture() throws IOException {
        SampleRows rows = new SampleRows(10);
        rows.add(1, NOW - 31 * DAY, 1L);
        rows.add(1, NOW + 2 * DAY, 2L);
        rows.add(1, NOW, 3L);
        rows.add(1, NOW - 31 * DAY, "old");
        try (QuestStore store = open()) {
            assertThat(store.samples().append(rows)).isEqualTo(3);
            assertThat(values(store.samples().numbers(1, 0, EVER, 10))).containsExactly(3);
            assertThat(store.samples().lastMillis(1)).hasValue(NOW);
        }
    }

    @Test
    void findsOneDatapointAmongMany() throws IOException {
        SampleRows rows = new SampleRows(10);
        for (int minute = 0; minute < 500; minute++) {
            for (int datapoint = 1; datapoint <= 101; datapoint++) {
                rows.add(datapoint, NOW + minute * 60_000L + datapoint, (long) minute * datapoint);
            }
        }
        try (QuestStore store = open()) {
            store.samples().append(rows);
            for (int datapoint : new int[] {1, 2, 50, 101}) {
                Samples found = store.samples().numbers(datapoint, 0, EVER, 1000);
                assertThat(LongStream.range(0, 500).map(i -> i * datapoint).toArray())
                        .containsExactly(
                                IntStream.range(0, 500).mapToLong(found::whole).toArray());
            }
            assertThat(store.samples().count(102, 0, EVER)).isZero();
        }
    }

    @Test
    void refusesNumbersThatAreNone() {
        SampleRows rows = new SampleRows(1);
        assertThatThrownBy(() -> rows.add(0, NOW, 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rows.add(SampleRows.MAX_DATAPOINT + 1, NOW, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
