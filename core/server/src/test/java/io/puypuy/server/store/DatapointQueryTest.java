package io.puypuy.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatapointQueryTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final double NONE = Double.NaN;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private QuestStore store;

    private final SampleRows rows = new SampleRows(10);

    @BeforeEach
    void open() throws IOException {
        store = QuestStore.open(
                new StoreSettings(folder, 30, 1L << 30),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private static DatapointQuery.Datapoint datapoint(int number, DataType type) {
        return new DatapointQuery.Datapoint(number, type, MINUTE);
    }

    private DatapointResult ask(Window window, boolean raw, DatapointQuery.Datapoint... datapoints) throws IOException {
        store.samples().append(rows);
        return store.samples().query(new DatapointQuery(List.of(datapoints), window, raw));
    }

    private StepValues minutes(DataType type, int from, int to) throws IOException {
        Window window = new Window(NOW + from * MINUTE, NOW + to * MINUTE, Optional.of(MINUTE), Aggregate.AVG);
        return ask(window, false, datapoint(1, type)).series().get(0).steps();
    }

    @Test
    void countersAreRatesPerRealTime() throws IOException {
        rows.add(1, NOW, 0L);
        rows.add(1, NOW + MINUTE, 600L);
        rows.add(1, NOW + 2 * MINUTE + 15_000, 1350L);
        rows.add(1, NOW + 5 * MINUTE + 15_000, 1350L + 1800);
        StepValues steps = minutes(DataType.COUNTER64, 0, 6);
        assertThat(steps.values()).containsExactly(NONE, 10, 10, NONE, NONE, 10);
        assertThat(steps.last()).isEqualTo(10);
        assertThat(steps.max()).isEqualTo(10);
    }

    @Test
    void passingTheEndIsCorrectedAndABeginningGivesNothing() throws IOException {
        rows.add(1, NOW, 4_294_967_000L);
        rows.add(1, NOW + MINUTE, 304L);
        rows.add(1, NOW + 2 * MINUTE, 904L);
        rows.add(1, NOW + 3 * MINUTE, 4L);
        rows.add(1, NOW + 4 * MINUTE, 64L);
        assertThat(minutes(DataType.COUNTER32, 0, 5).values()).containsExactly(NONE, 10, 10, NONE, 1);
        assertThat(minutes(DataType.COUNTER64, 0, 5).values()).containsExactly(NONE, NONE, 10, NONE, 1);
    }

    @Test
    void theFirstStepHasARateIfASampleWasNotLongBefore() throws IOException {
        rows.add(1, NOW - 9 * MINUTE, 0L);
        rows.add(1, NOW + 1, 540L);
        rows.add(1, NOW + MINUTE + 1, 600L);
        assertThat(minutes(DataType.COUNTER64, 0, 2).values())
                .usingComparatorWithPrecision(0.001)
                .containsExactly(1, 1);
        assertThat(minutes(DataType.COUNTER64, 1, 2).values()).containsExactly(1);
        assertThat(minutes(DataType.INTEGER, 0, 2).values()).containsExactly(540, 600);
    }

    @Test
    void looksBackNoFurtherThanItMust() throws IOException {
        rows.add(1, NOW - 11 * MINUTE, 0L);
        rows.add(1, NOW, 660L);
        rows.add(1, NOW + MINUTE, 720L);
        assertThat(minutes(DataType.COUNTER64, 0, 2).values()).containsExactly(NONE, 1);
    }

    @Test
    void aStepWithSeveralRatesIsItsWholeChange() throws IOException {
        rows.add(1, NOW, 0L);
        rows.add(1, NOW + 10_000, 1_000L);
        rows.add(1, NOW + 59_999, 1_000L);
        assertThat(minutes(DataType.COUNTER64, 0, 1).avg()).isCloseTo(1_000 / 59.999, within(1e-9));
        assertThat(minutes(DataType.COUNTER64, 0, 1).values()[0]).isCloseTo(1_000 / 59.999, within(1e-9));
        assertThat(minutes(DataType.COUNTER64, 0, 1).max()).isEqualTo(100);
    }

    @Test
    void rawCountersAreTotals() throws IOException {
        rows.add(1, NOW, 5L);
        rows.add(1, NOW + MINUTE, 3L);
        Window window = new Window(NOW, NOW + 2 * MINUTE, Optional.of(MINUTE), Aggregate.LAST);
        DatapointResult.Column column =
                ask(window, true, datapoint(1, DataType.COUNTER64)).series().get(0);
        assertThat(column.rate()).isFalse();
        assertThat(column.steps().values()).containsExactly(5, 3);
    }

    @Test
    void answersInTheOrderOfTheQuestion() throws IOException {
        for (int i = 0; i < 10; i++) {
            rows.add(1, NOW + i * MINUTE, (long) i);
            rows.add(2, NOW + i * MINUTE + 1, 0.5 * i);
            rows.add(3, NOW + i * MINUTE + 2, 60.0 * i);
            rows.add(4, NOW + i * MINUTE, "text");
        }
        Window window = new Window(NOW, NOW + 10 * MINUTE, Optional.empty(), Aggregate.AVG);
        DatapointResult result = ask(
                window,
                false,
                datapoint(3, DataType.COUNTER64),
                datapoint(1, DataType.INTEGER),
                datapoint(4, DataType.TEXT),
                datapoint(9, DataType.FLOAT),
                datapoint(2, DataType.FLOAT),
                datapoint(1, DataType.INTEGER));
        assertThat(result.stepMillis()).isEqualTo(MINUTE);
        assertThat(result.times()).hasSize(10);
        assertThat(result.series())
                .extracting(column -> column.datapoint().number())
                .containsExactly(3, 1, 2);
        assertThat(result.series().get(0).rate()).isTrue();
        assertThat(result.series().get(0).steps().values()).containsExactly(NONE, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(result.series().get(2).steps().max()).isEqualTo(4.5);
    }

    @Test
    void bothKindsOfNumbersAreOneDatapoint() throws IOException {
        rows.add(1, NOW, 60L);
        rows.add(1, NOW + MINUTE, 120.0);
        rows.add(1, NOW + 2 * MINUTE, 240L);
        rows.add(1, NOW + 3 * MINUTE, Double.NaN);
        assertThat(minutes(DataType.COUNTER64, 0, 4).values()).containsExactly(NONE, 1, 2, NONE);
        assertThat(minutes(DataType.INTEGER, 0, 4).values()).containsExactly(60, 120, 240, NONE);
    }

    @Test
    void ratesAddUpToWhatTheCounterGrewBy() throws IOException {
        Random random = new Random(3);
        long total = 1L << 40;
        long time = NOW;
        rows.add(1, time, total);
        for (int i = 0; i < 1000; i++) {
            time += 1 + random.nextInt(120_000);
            total += random.nextInt(1_000_000);
            rows.add(1, time, total);
        }
        Window window = new Window(NOW, time + 1, Optional.of(3_600_000L), Aggregate.AVG);
        StepValues steps = ask(window, false, datapoint(1, DataType.COUNTER64))
                .series()
                .get(0)
                .steps();
        assertThat(steps.avg() * (time - NOW) / 1000).isCloseTo((double) (total - (1L << 40)), within(1e-3));
    }

    @Test
    void boundsQuestions() {
        Window window = new Window(NOW, NOW + 1, Optional.empty(), Aggregate.AVG);
        List<DatapointQuery.Datapoint> many = Collections.nCopies(101, datapoint(1, DataType.FLOAT));
        assertThatThrownBy(() -> new DatapointQuery(many, window, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> datapoint(0, DataType.FLOAT)).isInstanceOf(IllegalArgumentException.class);
    }
}
