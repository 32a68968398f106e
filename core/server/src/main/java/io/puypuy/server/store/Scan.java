package io.puypuy.server.store;

import io.questdb.cairo.TableReader;
import io.questdb.cairo.VarcharTypeDriver;
import io.questdb.cairo.vm.api.MemoryCR;
import io.questdb.std.str.Utf8Sequence;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a time in order, day by day. A day's files are given back before those of the next are
 * mapped, so that a long time does not fill the memory. Used by one thread.
 */
final class Scan {
    private static final int MICROS = 1_000;
    /** Rows between two looks at the clock. */
    private static final int CHUNK = 1 << 14;

    /** Behind it, times in microseconds end. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / MICROS;

    private final TableReader reader;
    private final long deadlineNanos;
    private final @Nullable SortedDays sorted;
    private final int[] found = new int[CHUNK];

    /** Takes rows. */
    interface Rows {
        /** A row; the answer says whether to go on. */
        boolean row(int series, long millis, long bits);
    }

    /** Takes texts. */
    interface Texts {
        void text(int series, long millis, String text);
    }

    /** Takes what is newest. */
    interface Newest {
        void seen(int series, long millis) throws IOException;
    }

    /** Takes the rows of a day that are wanted, by their numbers. */
    private interface Day {
        /** A row; the answer says whether to go on. */
        boolean row(long row);
    }

    /** @param deadlineNanos of {@link System#nanoTime}, behind which a scan ends with an exception */
    Scan(TableReader reader, long deadlineNanos) {
        this(reader, deadlineNanos, null);
    }

    /** @param sorted the days of the table that are there sorted by datapoint too */
    Scan(TableReader reader, long deadlineNanos, @Nullable SortedDays sorted) {
        this.reader = reader;
        this.deadlineNanos = deadlineNanos;
        this.sorted = sorted;
    }

    /**
     * Hands over the rows of wanted series.
     *
     * @param fromMillis first moment
     * @param toMillis moment behind the last one
     * @throws IOException if the time is up
     */
    void run(long fromMillis, long toMillis, SeriesFilter wanted, Rows rows) throws IOException {
        Shortcut shortcut = day -> shortcut(day, fromMillis, toMillis, wanted, rows);
        days(fromMillis, toMillis, wanted, shortcut, day -> {
            MemoryCR times = column(day, RowsStructure.TIME);
            MemoryCR series = column(day, RowsStructure.SERIES);
            MemoryCR bits = column(day, RowsStructure.VALUE);
            return row -> rows.row(
                    series.getInt(row * Integer.BYTES),
                    times.getLong(row * Long.BYTES) / MICROS,
                    bits.getLong(row * Long.BYTES));
        });
    }

    /** Likewise in a table of texts. */
    void texts(long fromMillis, long toMillis, SeriesFilter wanted, Texts texts) throws IOException {
        days(fromMillis, toMillis, wanted, day -> Answer.NONE, day -> {
            MemoryCR times = column(day, RowsStructure.TIME);
            MemoryCR series = column(day, RowsStructure.SERIES);
            int value = TableReader.getPrimaryColumnIndex(reader.getColumnBase(day), RowsStructure.VALUE);
            MemoryCR data = reader.getColumn(value);
            MemoryCR places = reader.getColumn(value + 1);
            return row -> {
                Utf8Sequence text = Objects.requireNonNull(VarcharTypeDriver.getSplitValue(places, data, row, 1));
                texts.text(
                        series.getInt(row * Integer.BYTES), times.getLong(row * Long.BYTES) / MICROS, text.toString());
                return true;
            };
        });
    }

    /** Opens the columns of a day. */
    private interface Opening {
        Day open(int day);
    }

    /** What a shortcut led to: nothing, all rows of the day, or as many as were wanted. */
    private enum Answer {
        NONE,
        ALL,
        ENOUGH
    }

    /** A way to the rows of a day without looking at those of others. */
    private interface Shortcut {
        Answer take(int day) throws IOException;
    }

    private Answer shortcut(int day, long fromMillis, long toMillis, SeriesFilter wanted, Rows rows)
            throws IOException {
        int[] datapoints = wanted.datapoints();
        if (sorted == null || datapoints.length == 0) {
            return Answer.NONE;
        }
        Optional<SortedPart> there = sorted.of(reader, day);
        if (there.isEmpty()) {
            return Answer.NONE;
        }
        long dayMillis = SortedDays.dayMillis(reader, day);
        try (SortedPart part = there.get()) {
            for (int block = 0; block < part.blocks(); block++) {
                checkTime();
                for (int datapoint : datapoints) {
                    if (!part.read(block, datapoint, dayMillis, fromMillis, toMillis, rows)) {
                        return Answer.ENOUGH;
                    }
                }
            }
        }
        return Answer.ALL;
    }

    private void days(long fromMillis, long toMillis, SeriesFilter wanted, Shortcut shortcut, Opening opening)
            throws IOException {
        long from = micros(fromMillis);
        long to = micros(toMillis);
        boolean more = true;
        for (int day = 0; more && day < reader.getPartitionCount(); day++) {
            boolean before =
                    day + 1 < reader.getPartitionCount() && reader.getPartitionTimestampByIndex(day + 1) <= from;
            if (before || reader.getPartitionTimestampByIndex(day) >= to) {
                continue;
            }
            Answer answer = shortcut.take(day);
            if (answer != Answer.NONE) {
                more = answer == Answer.ALL;
                continue;
            }
            long count = reader.openPartition(day);
            if (count > 0) {
                long first = lowerBound(day, count, from);
                more = scan(day, first, lowerBound(day, count, to), wanted, opening.open(day));
            }
            reader.closePartitionByIndex(day);
        }
    }

    private static long micros(long millis) {
        return Math.min(Math.max(millis, 0), MAX_MILLIS) * MICROS;
    }

    private boolean scan(int day, long firstRow, long endRow, SeriesFilter wanted, Day rows) throws IOException {
        MemoryCR series = column(day, RowsStructure.SERIES);
        for (long chunk = firstRow; chunk < endRow; chunk += CHUNK) {
            checkTime();
            int count = wanted.find(series, chunk, (int) Math.min(CHUNK, endRow - chunk), found);
            for (int i = 0; i < count; i++) {
                if (!rows.row(chunk + found[i])) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Tells of the newest rows of the table, not more than {@code max} of its newest day, whatever their series. */
    void newest(long max, Newest newest) throws IOException {
        int day = reader.getPartitionCount() - 1;
        if (day >= 0) {
            long count = reader.openPartition(day);
            for (long row = Math.max(0, count - max); row < count; row++) {
                newest.seen(
                        column(day, RowsStructure.SERIES).getInt(row * Integer.BYTES),
                        column(day, RowsStructure.TIME).getLong(row * Long.BYTES) / MICROS);
            }
            reader.closePartitionByIndex(day);
        }
    }

    private void checkTime() throws IOException {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new IOException("the question takes too long; ask for a shorter time");
        }
    }

    /** The first row of the day whose time is not before the given one. */
    private long lowerBound(int day, long count, long micros) {
        MemoryCR times = column(day, RowsStructure.TIME);
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (times.getLong(middle * Long.BYTES) < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private MemoryCR column(int day, int column) {
        return reader.getColumn(TableReader.getPrimaryColumnIndex(reader.getColumnBase(day), column));
    }
}
