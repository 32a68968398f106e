package io.puypuy.server.store;

import io.questdb.cairo.TableReader;
import io.questdb.cairo.vm.api.MemoryR;
import java.io.IOException;

/**
 * Goes through the rows of a time in order, day by day. A day's files are given back before those of the next are
 * mapped, so that a long time does not fill the memory. Used by one thread.
 */
final class Scan {
    private static final int MICROS = 1_000;
    /** Rows between two looks at the clock. */
    private static final int CHUNK = 1 << 16;

    /** Takes rows. */
    interface Rows {
        /** A row; its slot is what the caller of the scan has for its series. */
        void row(int slot, long millis, long bits);
    }

    private final TableReader reader;
    private final long deadlineNanos;

    /** @param deadlineNanos of {@link System#nanoTime}, behind which a scan ends with an exception */
    Scan(TableReader reader, long deadlineNanos) {
        this.reader = reader;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Hands over the rows of wanted series.
     *
     * @param slots for each id of a series what {@code rows} is told, or a negative number if it is not wanted
     * @throws IOException if the time is up
     */
    void run(long fromMillis, long toMillis, int[] slots, Rows rows) throws IOException {
        long from = Math.multiplyExact(fromMillis, MICROS);
        long to = Math.multiplyExact(toMillis, MICROS);
        for (int day = 0; day < reader.getPartitionCount(); day++) {
            boolean before =
                    day + 1 < reader.getPartitionCount() && reader.getPartitionTimestampByIndex(day + 1) <= from;
            if (before || reader.getPartitionTimestampByIndex(day) >= to) {
                continue;
            }
            long count = reader.openPartition(day);
            if (count > 0) {
                scan(day, lowerBound(day, count, from), lowerBound(day, count, to), slots, rows);
            }
            reader.closePartitionByIndex(day);
        }
    }

    /** Hands over the newest rows of the table, not more than {@code max} of its newest day, whatever their series. */
    void newest(long max, int[] slots, Rows rows) throws IOException {
        int day = reader.getPartitionCount() - 1;
        if (day >= 0) {
            long count = reader.openPartition(day);
            scan(day, Math.max(0, count - max), count, slots, rows);
            reader.closePartitionByIndex(day);
        }
    }

    private void scan(int day, long firstRow, long endRow, int[] slots, Rows rows) throws IOException {
        MemoryR times = column(day, PointsStructure.TIME);
        MemoryR series = column(day, PointsStructure.SERIES);
        MemoryR bits = column(day, PointsStructure.BITS);
        for (long chunk = firstRow; chunk < endRow; chunk += CHUNK) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the question takes too long; ask for a shorter time");
            }
            long end = Math.min(endRow, chunk + CHUNK);
            for (long row = chunk; row < end; row++) {
                int id = series.getInt(row * Integer.BYTES);
                int slot = id >= 0 && id < slots.length ? slots[id] : -1;
                if (slot >= 0) {
                    rows.row(slot, times.getLong(row * Long.BYTES) / MICROS, bits.getLong(row * Long.BYTES));
                }
            }
        }
    }

    /** The first row of the day whose time is not before the given one. */
    private long lowerBound(int day, long count, long micros) {
        MemoryR times = column(day, PointsStructure.TIME);
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

    private MemoryR column(int day, int column) {
        return reader.getColumn(TableReader.getPrimaryColumnIndex(reader.getColumnBase(day), column));
    }
}
