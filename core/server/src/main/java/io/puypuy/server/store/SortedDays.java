package io.puypuy.server.store;

import io.questdb.cairo.TableReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code sorted} with a {@link SortedPart} of each day of samples that is over, so that a chart of one datapoint
 * over a month does not look at the rows of all. The name of a file says which version of the day it holds: after late
 * samples there is none until it is made again. The thread {@code store-sorter} writes, any thread reads; who loses the
 * folder loses time only.
 */
final class SortedDays implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SortedDays.class);
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int MICROS = 1_000;
    /** Of fewer rows all are looked at quickly. */
    private static final long LEAST_ROWS = 100_000;

    private static final long PERIOD_SECONDS = 60;
    private static final long UNCHANGED_MILLIS = 60_000;
    private static final long CLOSE_SECONDS = 5;

    private final Path folder;
    private final QuestDatabase database;
    private final StoreFolder store;
    private final long mostBytes;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread sorter = new Thread(task, "store-sorter");
        sorter.setDaemon(true);
        return sorter;
    });
    private @Nullable ScheduledFuture<?> rounds;
    private boolean failed;

    /** @param mostBytes no files are added while the store is larger, so that they take no days from it */
    SortedDays(StoreFolder store, QuestDatabase database, long mostBytes) {
        this.store = store;
        this.database = database;
        this.mostBytes = mostBytes;
        folder = store.sorted();
    }

    /** Begins to sort, once a minute. */
    void start() {
        rounds = thread.scheduleWithFixedDelay(
                () -> round(UNCHANGED_MILLIS), PERIOD_SECONDS / 6, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** Writes what is missing of the days that are over; a fault is logged and keeps no later round from trying again. */
    void round(long unchangedMillis) {
        try {
            sort(unchangedMillis);
            failed = false;
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it was: the executor would end the rounds for good, and tell nobody.
            if (!failed && !thread.isShutdown()) {
                LOG.warn("days of the store could not be sorted, charts of them take longer: {}", QuestStore.reason(e));
            }
            failed = true;
        }
    }

    /** Writes what is missing of the days that are over, and deletes what belongs to no day. */
    private void sort(long unchangedMillis) throws IOException {
        Optional<RowsTable> samples = database.samples();
        if (samples.isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        try (TableReader reader = samples.get().reader()) {
            Set<Path> wanted = new HashSet<>();
            int last = reader.getPartitionCount() - 1;
            long newestDay = last < 0 ? 0 : day(reader.getPartitionTimestampByIndex(last));
            for (int part = 0; part <= last; part++) {
                long rows = reader.getPartitionRowCountFromMetadata(part);
                if (day(reader.getPartitionTimestampByIndex(part)) < newestDay && rows >= LEAST_ROWS) {
                    Path file = file(reader, part);
                    wanted.add(file);
                    write(samples.get(), reader, part, file, unchangedMillis);
                }
            }
            deleteBut(wanted);
        }
    }

    private void write(RowsTable table, TableReader reader, int part, Path file, long unchangedMillis)
            throws IOException {
        Path columns = table.folder(reader, part);
        long changed = Files.getLastModifiedTime(columns.resolve("series.d")).toMillis();
        boolean settled = Clock.systemUTC().millis() - changed >= unchangedMillis;
        if (settled && !Files.exists(file) && store.size() <= mostBytes) {
            long rows = reader.getPartitionRowCountFromMetadata(part);
            SortedPartWriter.write(columns, rows, dayMillis(reader, part), file);
        }
    }

    private void deleteBut(Set<Path> wanted) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!wanted.contains(file)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Deletes the files of a day that is dropped. Called by {@code store-writer}. */
    void drop(long dayMicros) throws IOException {
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, dayMicros / DAY_MICROS + "-*")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** The file of a part of a day in the version that the reader sees, to be closed; empty if there is none. */
    Optional<SortedPart> of(TableReader reader, int part) throws IOException {
        if (reader.getPartitionRowCountFromMetadata(part) < LEAST_ROWS) {
            return Optional.empty();
        }
        Path file = file(reader, part);
        try {
            return Optional.of(new SortedPart(file));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (SortedPart.DamagedException damaged) {
            LOG.warn("{} is made again: {}", file, QuestStore.reason(damaged));
            Files.deleteIfExists(file);
            return Optional.empty();
        } catch (IOException unreadable) {
            // Such as by too many open files, or an interrupt: the file is good, and the rows of all are there too.
            LOG.debug("{} cannot be read now", file, unreadable);
            return Optional.empty();
        }
    }

    private Path file(TableReader reader, int part) {
        long micros = reader.getPartitionTimestampByIndex(part);
        return folder.resolve(Math.floorDiv(micros, DAY_MICROS) + "-" + (micros - day(micros)) + "-"
                + reader.getTxFile().getPartitionNameTxn(part) + "-" + reader.getPartitionRowCountFromMetadata(part));
    }

    /** When the day of a part began, in milliseconds since 1970. */
    static long dayMillis(TableReader reader, int part) {
        return day(reader.getPartitionTimestampByIndex(part)) / MICROS;
    }

    private static long day(long micros) {
        return Math.floorDiv(micros, DAY_MICROS) * DAY_MICROS;
    }

    /** Waits until the file that is being written is given up, at most 5 s. */
    @Override
    public void close() {
        if (rounds != null) {
            rounds.cancel(true);
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("sorting days of the store did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
