package io.puypuy.bench;

import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.store.Aggregate;
import io.puypuy.server.store.DatapointQuery;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.StoreSettings;
import io.puypuy.server.store.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Samples of pattoo's datapoints, one of each a minute, into a store and out of it again: how many it takes in a second,
 * and how long the chart of one datapoint takes. Run by {@code core/bench/query}.
 */
public final class SampleRun {
    private static final long MINUTE = 60_000;
    private static final int MINUTES_OF_DAY = 1_440;
    private static final int BATCH = 500_000;
    private static final int WARM_UP = 10;
    private static final int QUERIES = 50;
    private static final int LEAST_SORTED = 100_000;
    private static final Duration SORTING = Duration.ofMinutes(10);
    private static final int MOST_LATE_MILLIS = 2_000;

    private final StoreSettings settings;
    private final int datapoints;
    private final int days;
    private final long firstMinute;
    private final Random random = new Random(1);

    private SampleRun(Path folder, int datapoints, int days) {
        settings = new StoreSettings(folder, days + 2, 1L << 40);
        this.datapoints = datapoints;
        this.days = days;
        firstMinute = System.currentTimeMillis() / MINUTE - (long) days * MINUTES_OF_DAY;
    }

    /** Arguments: folder for the store, number of datapoints, days. Prints one row of a table. */
    public static void main(String[] args) throws IOException, InterruptedException {
        SampleRun run = new SampleRun(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String filled = run.fill();
        out.println("| " + run.datapoints + " | " + run.days + " | " + filled + " | " + run.ask() + " |");
    }

    /** Agents send at moments of their own, and their documents overtake one another. */
    private String fill() throws IOException {
        long rowsCount = (long) datapoints * days * MINUTES_OF_DAY;
        SampleRows rows = new SampleRows(BATCH);
        long waited = 0;
        long worst = 0;
        try (QuestStore store = QuestStore.open(settings)) {
            long cpu = cpuMillis();
            for (long minute = 0; minute < (long) days * MINUTES_OF_DAY; minute++) {
                for (int datapoint = 1; datapoint <= datapoints; datapoint++) {
                    add(rows, datapoint, minute);
                    if (rows.size() == BATCH) {
                        long took = append(store, rows);
                        waited += took;
                        worst = Math.max(worst, took);
                    }
                }
            }
            waited += append(store, rows);
            cpu = cpuMillis() - cpu;
            return String.format(
                    Locale.ROOT,
                    "%.2f | %.2f | %d | %d | %d",
                    rowsCount / (waited / 1e9) / 1e6,
                    rowsCount / (cpu / 1e3) / 1e6,
                    TimeUnit.NANOSECONDS.toMillis(worst),
                    bytes() / (1 << 20),
                    memory("VmHWM"));
        }
    }

    private void add(SampleRows rows, int datapoint, long minute) {
        long millis = (firstMinute + minute) * MINUTE
                + (long) datapoint * (MINUTE - MOST_LATE_MILLIS) / datapoints
                + random.nextInt(MOST_LATE_MILLIS);
        if (datapoint % 2 == 0) {
            rows.add(datapoint, millis, random.nextDouble());
        } else {
            rows.add(datapoint, millis, minute * 1_000 + random.nextInt(1_000));
        }
    }

    private static long append(QuestStore store, SampleRows rows) throws IOException {
        long before = System.nanoTime();
        store.samples().append(rows);
        rows.clear();
        return System.nanoTime() - before;
    }

    private String ask() throws IOException, InterruptedException {
        long opening = System.nanoTime();
        try (QuestStore store = QuestStore.open(settings)) {
            opening = System.nanoTime() - opening;
            double first = ask(store, 1);
            String looking = askMany(store);
            String sorted = isSorted() ? askMany(store) : " | ";
            return String.format(
                    Locale.ROOT, "%d | %.0f | %s | %s", TimeUnit.NANOSECONDS.toMillis(opening), first, looking, sorted);
        }
    }

    /** Waits until the store has sorted the whole days that are over; it does not sort small ones. */
    private boolean isSorted() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SORTING.toNanos();
        boolean sorts = (long) datapoints * MINUTES_OF_DAY >= LEAST_SORTED;
        while (sorts && System.nanoTime() < deadline) {
            Thread.sleep(1_000);
            if (sortedDays() >= days - 1) {
                return true;
            }
        }
        return false;
    }

    private long sortedDays() throws IOException {
        Path folder = settings.folder().resolve("sorted");
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private String askMany(QuestStore store) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            ask(store, 1);
        }
        double[] millis = new double[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            millis[i] = ask(store, 1 + random.nextInt(datapoints));
        }
        Arrays.sort(millis);
        return String.format(Locale.ROOT, "%.1f | %.1f", millis[QUERIES / 2], millis[QUERIES - 1]);
    }

    private double ask(QuestStore store, int datapoint) throws IOException {
        long from = firstMinute * MINUTE;
        Window window = new Window(from, from + TimeUnit.DAYS.toMillis(days), Optional.empty(), Aggregate.AVG);
        DataType type = datapoint % 2 == 0 ? DataType.FLOAT : DataType.COUNTER64;
        DatapointQuery.Datapoint asked = new DatapointQuery.Datapoint(datapoint, type, MINUTE);
        long before = System.nanoTime();
        if (store.samples()
                .query(new DatapointQuery(List.of(asked), window, false))
                .series()
                .isEmpty()) {
            throw new IOException("datapoint " + datapoint + " has no values");
        }
        return (System.nanoTime() - before) / 1e6;
    }

    private static long cpuMillis() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1_000_000;
    }

    private long bytes() throws IOException {
        try (var files = Files.walk(settings.folder())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long memory(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(text -> text.startsWith(line))
                .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }
}
