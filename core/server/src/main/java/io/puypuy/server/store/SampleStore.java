package io.puypuy.server.store;

import io.questdb.cairo.CairoException;
import io.questdb.cairo.TableReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Samples of datapoints: numbers as they came, counters too, and texts. A datapoint is known by a number from 1 on, which
 * whoever knows its name has given. Thread-safe.
 */
public final class SampleStore {
    private final QuestDatabase database;
    private final StoreWriter writer;
    private final NewestTimes newest;
    private final SortedDays sorted;

    SampleStore(QuestDatabase database, StoreWriter writer, NewestTimes newest, SortedDays sorted) {
        this.database = database;
        this.writer = writer;
        this.newest = newest;
        this.sorted = sorted;
    }

    /**
     * Stores samples; those that are there already change nothing, late ones are sorted in. When it returns, they survive
     * what the store was opened for, and queries find them. Many at once are much cheaper than few: a call costs some 20 ms,
     * a sample less than 1 µs. If it fails, some may be stored; the same rows may be given again.
     *
     * @param rows must not be touched before this returns, nor ever again if the wait was interrupted
     * @return how many were left out, because their day is no longer kept or begins more than a day from now
     * @throws IOException if they could not be stored, or the store is busy or closed; the message is a sentence
     */
    public int append(SampleRows rows) throws IOException {
        return rows.size() == 0 ? 0 : writer.append(rows);
    }

    /** When the datapoint had its newest sample, in milliseconds since 1970; empty if it never had one. */
    public OptionalLong lastMillis(int datapoint) {
        return newest.of(datapoint);
    }

    /**
     * Numbers of a datapoint, the oldest first.
     *
     * @param fromMillis first moment, in milliseconds since 1970
     * @param toMillis moment behind the last one
     * @param most further ones are left out, which the answer says
     * @throws IOException if it takes longer than 10 s, or the store cannot be read
     */
    public Samples numbers(int datapoint, long fromMillis, long toMillis, int most) throws IOException {
        return numbers(datapoint, fromMillis, toMillis, most, QuestStore.deadline());
    }

    /**
     * The same for who asks several times for one answer.
     *
     * @param deadlineNanos of {@link System#nanoTime}, behind which it fails
     */
    public Samples numbers(int datapoint, long fromMillis, long toMillis, int most, long deadlineNanos)
            throws IOException {
        Samples found = new Samples(most);
        scan(database.samples(), deadlineNanos, scan -> scan.run(fromMillis, toMillis, filter(datapoint), found::add));
        return found;
    }

    /** How many numbers a datapoint has; the bounds as above. */
    public long count(int datapoint, long fromMillis, long toMillis) throws IOException {
        long[] count = {0, Long.MIN_VALUE};
        scan(
                database.samples(),
                scan -> scan.run(fromMillis, toMillis, filter(datapoint), (series, millis, bits) -> {
                    // A whole and a floating number of one time are one sample.
                    count[0] += millis == count[1] ? 0 : 1;
                    count[1] = millis;
                    return true;
                }));
        return count[0];
    }

    private static SeriesFilter filter(int datapoint) {
        return SeriesFilter.datapoints(List.of(datapoint));
    }

    /** Texts of a datapoint, the newest first, not more than {@code most}; the bounds as above. */
    public List<TextSample> texts(int datapoint, long fromMillis, long toMillis, int most) throws IOException {
        return texts(List.of(datapoint), fromMillis, toMillis, most).getOrDefault(datapoint, List.of());
    }

    /** Likewise of several datapoints, {@code most} of each; those that have none are left out. */
    public Map<Integer, List<TextSample>> texts(
            Collection<Integer> datapoints, long fromMillis, long toMillis, int most) throws IOException {
        Map<Integer, ArrayDeque<TextSample>> found = new HashMap<>();
        scan(
                database.texts(),
                scan -> scan.texts(fromMillis, toMillis, SeriesFilter.some(datapoints), (datapoint, millis, text) -> {
                    ArrayDeque<TextSample> own = found.computeIfAbsent(datapoint, number -> new ArrayDeque<>());
                    own.addFirst(new TextSample(millis, text));
                    if (own.size() > most) {
                        own.removeLast();
                    }
                }));
        Map<Integer, List<TextSample>> texts = new LinkedHashMap<>();
        for (int datapoint : datapoints) {
            if (found.containsKey(datapoint)) {
                texts.put(datapoint, List.copyOf(found.get(datapoint)));
            }
        }
        return texts;
    }

    /**
     * Answers a question.
     *
     * @throws IOException if it takes longer than 10 s, or the store cannot be read
     */
    public DatapointResult query(DatapointQuery query) throws IOException {
        long deadline = QuestStore.deadline();
        return DatapointRun.answer(
                query,
                (from, to, wanted, rows) ->
                        scan(database.samples(), deadline, scan -> scan.run(from, to, wanted, rows)));
    }

    /** Writes what is missing of the days that are over now, instead of within a minute; for tests. */
    void sort() {
        sorted.round(0);
    }

    /** Goes through a table. */
    private interface Reading {
        void read(Scan scan) throws IOException;
    }

    private void scan(Optional<RowsTable> table, Reading reading) throws IOException {
        scan(table, QuestStore.deadline(), reading);
    }

    private void scan(Optional<RowsTable> table, long deadline, Reading reading) throws IOException {
        if (table.isEmpty()) {
            return;
        }
        try (TableReader reader = table.get().reader()) {
            reading.read(new Scan(reader, deadline, sorted));
        } catch (CairoException e) {
            throw new IOException("the store cannot be read: " + QuestStore.reason(e), e);
        }
    }
}
