package io.puypuy.server.store;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.PointStore;
import io.questdb.cairo.CairoException;
import io.questdb.cairo.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of this machine in a folder: rows in QuestDB, what they belong to in a {@link Catalogue}. Points survive the
 * end of the process and, with {@link Durability#POWER_LOSS}, of the machine. Thread-safe; queries take a reader each.
 */
public final class QuestStore implements PointStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuestStore.class);

    /** What a point that was stored survives. */
    public enum Durability {
        /** A killed process. */
        KILL,
        /** A machine that loses its power. */
        POWER_LOSS
    }

    /** Metrics and tag values in one answer. */
    public static final int MAX_LISTED = 10_000;

    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(10);
    /** Rows that are looked at after the start to know which series are alive. */
    private static final long RECENT_ROWS = 500_000;

    private final Catalogue catalogue;
    private final QuestDatabase database;
    private final StoreWriter writer;
    private final SampleStore samples;

    private QuestStore(Catalogue catalogue, QuestDatabase database, StoreWriter writer, SampleStore samples) {
        this.catalogue = catalogue;
        this.database = database;
        this.writer = writer;
        this.samples = samples;
    }

    /** As below, with points that survive a power loss and the system's clock. */
    public static QuestStore open(StoreSettings settings) throws IOException {
        return open(settings, Durability.POWER_LOSS, Clock.systemUTC());
    }

    /**
     * Opens the store, which is made if the folder has none.
     *
     * @throws IOException if another process uses the folder, or it is damaged or not writable; the message is a sentence
     */
    public static QuestStore open(StoreSettings settings, Durability durability, Clock clock) throws IOException {
        StoreFolder folder = StoreFolder.open(settings.folder());
        Catalogue catalogue = null;
        NewestTimes newest = null;
        QuestDatabase database = null;
        try {
            QuestRuntime.prepare(folder.path().resolve("native"));
            catalogue = new Catalogue(folder.catalogue());
            newest = new NewestTimes(folder.newest());
            database =
                    new QuestDatabase(new QuestConfiguration(folder.database(), durability == Durability.POWER_LOSS));
            for (RowsTable table : database.tables()) {
                database.apply(table);
            }
            readNewest(database, catalogue, newest);
            forgetOld(database, catalogue);
            // Half of the bytes, so that the days are not kept for fewer days because they are kept twice.
            SortedDays sorted = new SortedDays(folder, database, settings.maxBytes() / 2);
            StoreWriter writer =
                    new StoreWriter(folder, database, catalogue, newest, sorted, new Retention(settings, clock));
            sorted.start();
            return new QuestStore(catalogue, database, writer, new SampleStore(database, writer, newest, sorted));
        } catch (IOException | RuntimeException | Error e) {
            for (AutoCloseable open : Arrays.asList(database, newest, catalogue, folder)) {
                closeQuietly(open);
            }
            throw sentence(settings.folder(), e);
        }
    }

    private static IOException sentence(Path folder, Throwable fault) {
        if (fault instanceof VirtualMachineError error) {
            throw error;
        }
        // What has the path in it is a sentence of ours already.
        if (fault instanceof IOException known && reason(known).contains(folder.toString())) {
            return known;
        }
        return new IOException(
                "the store in " + folder + " cannot be opened: " + reason(fault) + "; if it is damaged, move it away",
                fault);
    }

    /** QuestDB's own words, without its codes. */
    static String reason(Throwable fault) {
        return fault instanceof CairoException quest
                ? quest.getFlyweightMessage().toString()
                : String.valueOf(fault.getMessage());
    }

    private static void closeQuietly(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception e) {
            LOG.debug("a part of a store that could not be opened was not closed either", e);
        }
    }

    private static void readNewest(QuestDatabase database, Catalogue catalogue, NewestTimes newest) throws IOException {
        try (TableReader reader = database.points().reader()) {
            new Scan(reader, deadline()).newest(RECENT_ROWS, catalogue::seen);
        }
        if (database.samples().isPresent()) {
            try (TableReader reader = database.samples().get().reader()) {
                new Scan(reader, deadline())
                        .newest(RECENT_ROWS, (series, millis) -> newest.seen(SampleRows.datapoint(series), millis));
            }
        }
        if (database.texts().isPresent()) {
            try (TableReader reader = database.texts().get().reader()) {
                new Scan(reader, deadline()).newest(RECENT_ROWS, newest::seen);
            }
        }
    }

    /** Series without rows stay in the catalogue while the store is open, because rows of them may be on their way. */
    private static void forgetOld(QuestDatabase database, Catalogue catalogue) {
        if (!catalogue.seemsOld()) {
            return;
        }
        BitSet alive = new BitSet();
        try (TableReader reader = database.points().reader()) {
            new Scan(reader, deadline())
                    .run(0, Long.MAX_VALUE, SeriesFilter.noting(alive), (series, millis, bits) -> true);
            catalogue.keep(alive);
        } catch (IOException | CairoException e) {
            LOG.warn("series without points stay in the catalogue: {}", reason(e));
        }
    }

    static long deadline() {
        return System.nanoTime() + QUERY_TIMEOUT.toNanos();
    }

    @Override
    public List<LeftOut> append(List<DataPoint> points) throws IOException {
        return writer.append(points);
    }

    /** Samples of datapoints, in the same folder, under the same bounds. */
    public SampleStore samples() {
        return samples;
    }

    /** Metrics whose name or help contains the text, in any case; not more than {@code limit}. */
    public Listing<MetricListing> metrics(String search, int limit) {
        List<MetricListing> found = new ArrayList<>();
        for (Catalogue.Entry entry : catalogue.metrics()) {
            if (contains(entry.metric().name(), search)
                    || contains(entry.metric().help(), search)) {
                if (found.size() >= Math.min(limit, MAX_LISTED)) {
                    return new Listing<>(found, true);
                }
                long last = 0;
                for (StoredSeries series : entry.series()) {
                    last = Math.max(last, catalogue.lastMillis(series.id()));
                }
                found.add(new MetricListing(entry.metric(), entry.series().size(), last));
            }
        }
        return new Listing<>(found, false);
    }

    private static boolean contains(String text, String search) {
        return text.toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
    }

    /** The tags of a metric with their values; empty if there is no such metric. */
    public Optional<Listing<Map.Entry<String, Set<String>>>> tags(String metric) {
        return catalogue.metric(metric).map(entry -> TagValues.of(entry.series(), MAX_LISTED));
    }

    /**
     * Answers a question; empty if there is no such metric.
     *
     * @throws IOException if it takes longer than 10 s, or the store cannot be read
     */
    public Optional<QueryResult> query(Query query) throws IOException {
        Optional<Catalogue.Entry> entry = catalogue.metric(query.metric());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        long deadline = deadline();
        try {
            QueryRun run = new QueryRun(query, entry.get(), query.window().step(0), deadline);
            run.scan(database.points());
            long better = query.window().step(run.usualMillis());
            if (better != run.stepMillis()) {
                // Shorter steps than the series have values would be half empty.
                run = new QueryRun(query, entry.get(), better, deadline);
                run.scan(database.points());
            }
            return Optional.of(run.result());
        } catch (CairoException e) {
            throw new IOException("the store cannot be read: " + reason(e), e);
        }
    }

    /** Drops what is too old or too much now, instead of within a minute; for tests. */
    void maintain() throws IOException {
        writer.maintainAndWait();
    }

    /** Waits until what has been asked for is stored, at most 10 s, and closes the store. Later calls do nothing. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /**
     * Part of a list.
     *
     * @param truncated whether there is more
     */
    public record Listing<T>(List<T> items, boolean truncated) {}

    /**
     * A metric that has points.
     *
     * @param series how many series it has
     * @param lastMillis when it had its newest point, milliseconds since 1970; 0 if not lately
     */
    public record MetricListing(Metric metric, int series, long lastMillis) {}
}
