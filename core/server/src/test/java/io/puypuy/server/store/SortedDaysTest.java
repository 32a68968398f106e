package io.puypuy.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.pattoo.document.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedDaysTest {
    private static final long NOW = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;
    private static final int DATAPOINTS = 300;
    /** Of a day: more than one block would take long, less than the least is not sorted. */
    private static final int MINUTES = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private QuestStore store;

    private final SampleRows rows = new SampleRows(DATAPOINTS * MINUTES);

    @BeforeEach
    void openAndFill() throws IOException {
        open();
        for (int back = 2; back >= 0; back--) {
            Random random = new Random(back);
            for (int minute = 0; minute < MINUTES; minute++) {
                for (int datapoint = 1; datapoint <= DATAPOINTS; datapoint++) {
                    add(datapoint, NOW - back * DAY + minute * 60_000L + random.nextInt(30_000), random);
                }
            }
            store.samples().append(rows);
            rows.clear();
        }
    }

    private void add(int datapoint, long millis, Random random) {
        if (random.nextBoolean()) {
            rows.add(datapoint, millis, random.nextLong());
        } else {
            rows.add(datapoint, millis, random.nextDouble());
        }
    }

    private void open() throws IOException {
        store = QuestStore.open(
                new StoreSettings(folder, 30, 1L << 30),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("sorted"))) {
            return files.toList();
        }
    }

    private List<String> samples(int datapoint, long from, long to) throws IOException {
        Samples found = store.samples().numbers(datapoint, from, to, 10_000);
        List<String> samples = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String number = found.isWhole(i) ? Long.toString(found.whole(i)) : Double.toString(found.number(i));
            samples.add(found.millis(i) + " " + number);
        }
        return samples;
    }

    private DatapointResult chart() throws IOException {
        Window window = new Window(NOW - 3 * DAY, NOW + DAY, Optional.of(3_600_000L), Aggregate.AVG);
        List<DatapointQuery.Datapoint> some = List.of(
                new DatapointQuery.Datapoint(7, DataType.FLOAT, 60_000),
                new DatapointQuery.Datapoint(DATAPOINTS, DataType.COUNTER64, 60_000),
                new DatapointQuery.Datapoint(DATAPOINTS + 1, DataType.FLOAT, 60_000));
        return store.samples().query(new DatapointQuery(some, window, false));
    }

    @Test
    void answersAsWithoutThem() throws IOException {
        List<List<String>> before = new ArrayList<>();
        for (int datapoint : new int[] {1, 7, DATAPOINTS, DATAPOINTS + 1}) {
            before.add(samples(datapoint, 0, Long.MAX_VALUE));
            before.add(samples(datapoint, NOW - DAY + 3_600_000, NOW + 60_000));
        }
        DatapointResult chart = chart();
        store.samples().sort();
        assertThat(files()).hasSize(2);
        List<List<String>> after = new ArrayList<>();
        for (int datapoint : new int[] {1, 7, DATAPOINTS, DATAPOINTS + 1}) {
            after.add(samples(datapoint, 0, Long.MAX_VALUE));
            after.add(samples(datapoint, NOW - DAY + 3_600_000, NOW + 60_000));
        }
        assertThat(after).isEqualTo(before);
        assertThat(before.get(0)).hasSize(3 * MINUTES);
        DatapointResult again = chart();
        assertThat(again.series()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(again.series().get(i).steps().values())
                    .containsExactly(chart.series().get(i).steps().values());
        }
        assertThat(store.samples().numbers(1, 0, Long.MAX_VALUE, 10).truncated())
                .isTrue();
    }

    @Test
    void aLateSampleIsFoundAtOnceAndSortedInLater() throws IOException {
        store.samples().sort();
        List<Path> first = files();
        rows.add(7, NOW - 2 * DAY + 5, 12_345L);
        store.samples().append(rows);
        assertThat(samples(7, NOW - 2 * DAY, NOW - DAY)).hasSize(MINUTES + 1).contains(NOW - 2 * DAY + 5 + " 12345");
        store.samples().sort();
        assertThat(files()).hasSize(2).isNotEqualTo(first);
        assertThat(samples(7, NOW - 2 * DAY, NOW - DAY)).hasSize(MINUTES + 1).contains(NOW - 2 * DAY + 5 + " 12345");
    }

    @Test
    void isThereAfterARestartAndMayBeMissing() throws IOException {
        store.samples().sort();
        List<String> before = samples(7, 0, Long.MAX_VALUE);
        store.close();
        open();
        assertThat(samples(7, 0, Long.MAX_VALUE)).isEqualTo(before);
        for (Path file : files()) {
            Files.delete(file);
        }
        assertThat(samples(7, 0, Long.MAX_VALUE)).isEqualTo(before);
        Files.writeString(folder.resolve("sorted").resolve("partial"), "left by a crash");
        store.samples().sort();
        assertThat(files()).hasSize(2);
    }

    @Test
    void goesWithItsDay() throws IOException {
        store.samples().sort();
        store.close();
        store = QuestStore.open(
                new StoreSettings(folder, 1, 1L << 30),
                QuestStore.Durability.KILL,
                Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
        store.maintain();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aFileThatCannotBeReadNowIsKept() throws IOException {
        List<String> before = samples(7, 0, Long.MAX_VALUE);
        store.samples().sort();
        Thread.currentThread().interrupt();
        try {
            assertThat(samples(7, 0, Long.MAX_VALUE)).isEqualTo(before);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aFaultOfAnyKindEndsNoLaterRounds() throws IOException {
        Path times;
        try (Stream<Path> all = Files.walk(folder.resolve("db"))) {
            times = all.filter(file -> file.endsWith("ts.d") && file.toString().contains("samples"))
                    .filter(file -> file.toString().contains("2026-02-27"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] good = Files.readAllBytes(times);
        try (FileChannel file = FileChannel.open(times, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(good.length), 0);
        }
        store.samples().sort();
        assertThat(files()).noneMatch(file -> !file.endsWith("partial"));
        try (FileChannel file = FileChannel.open(times, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(good), 0);
        }
        store.samples().sort();
        assertThat(files()).hasSize(2);
    }

    @Test
    void aDamagedFileIsMadeAgain() throws IOException {
        List<String> before = samples(7, 0, Long.MAX_VALUE);
        store.samples().sort();
        for (Path file : files()) {
            Files.write(file, new byte[file.hashCode() % 2 == 0 ? 100 : 3]);
        }
        assertThat(samples(7, 0, Long.MAX_VALUE)).isEqualTo(before);
        assertThat(files()).isEmpty();
        store.samples().sort();
        assertThat(samples(7, 0, Long.MAX_VALUE)).isEqualTo(before);
        assertThat(files()).hasSize(2);
    }
}
