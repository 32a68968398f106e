package io.puypuy.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Writes a {@link SortedPart} from the columns of a part of a day. Used by one thread. */
final class SortedPartWriter implements Closeable {
    private static final int MICROS = 1_000;
    private static final int OUT = 1 << 16;

    private final FileChannel times;
    private final FileChannel series;
    private final FileChannel bits;
    private final FileChannel out;
    private final ByteBuffer pending = SortedPart.buffer(OUT);
    private final long dayMillis;
    private long written;

    /** @param folder of the columns */
    private SortedPartWriter(Path folder, Path partial, long dayMillis) throws IOException {
        this.dayMillis = dayMillis;
        times = FileChannel.open(folder.resolve("ts.d"), StandardOpenOption.READ);
        series = FileChannel.open(folder.resolve("series.d"), StandardOpenOption.READ);
        bits = FileChannel.open(folder.resolve("bits.d"), StandardOpenOption.READ);
        out = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /**
     * Writes the file, which is there as a whole or not at all.
     *
     * @param folder of the columns, of which a reader holds this version
     * @throws IOException if it cannot be written, or the thread was interrupted
     */
    static void write(Path folder, long rows, long dayMillis, Path target) throws IOException {
        Path partial = target.resolveSibling("partial");
        try (SortedPartWriter writer = new SortedPartWriter(folder, partial, dayMillis)) {
            writer.writeAll(rows);
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeAll(long rows) throws IOException {
        int blocks = (int) ((rows + SortedPart.BLOCK_ROWS - 1) / SortedPart.BLOCK_ROWS);
        ByteBuffer directory = SortedPart.buffer(blocks * SortedPart.ENTRY);
        for (int block = 0; block < blocks; block++) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while samples were sorted");
            }
            long first = (long) block * SortedPart.BLOCK_ROWS;
            int count = (int) Math.min(SortedPart.BLOCK_ROWS, rows - first);
            directory.putLong(written).putInt(count).putInt(writeBlock(first, count));
        }
        for (int i = 0; i < directory.capacity(); i += Integer.BYTES) {
            put(directory.getInt(i));
        }
        put(blocks);
        put(SortedPart.FORM);
        flush();
        out.force(true);
    }

    /** Writes a block and says how many datapoints it has. */
    private int writeBlock(long first, int count) throws IOException {
        ByteBuffer seriesOf = read(series, first, count, Integer.BYTES);
        long[] order = new long[count];
        for (int row = 0; row < count; row++) {
            int datapoint = SampleRows.datapoint(seriesOf.getInt(row * Integer.BYTES));
            order[row] = (long) datapoint << Integer.SIZE | row;
        }
        Arrays.sort(order);
        int datapoints = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || order[i] >> Integer.SIZE != order[i - 1] >> Integer.SIZE) {
                put((int) (order[i] >> Integer.SIZE));
                datapoints++;
            }
        }
        for (int i = 1; i <= count; i++) {
            if (i == count || order[i] >> Integer.SIZE != order[i - 1] >> Integer.SIZE) {
                put(i);
            }
        }
        ByteBuffer timeOf = read(times, first, count, Long.BYTES);
        for (long key : order) {
            int row = (int) key;
            long millis = timeOf.getLong(row * Long.BYTES) / MICROS;
            put(SortedPart.time(millis, dayMillis, seriesOf.getInt(row * Integer.BYTES)));
        }
        ByteBuffer bitsOf = read(bits, first, count, Long.BYTES);
        for (long key : order) {
            put(bitsOf.getLong((int) key * Long.BYTES));
        }
        return datapoints;
    }

    private static ByteBuffer read(FileChannel column, long firstRow, int count, int width) throws IOException {
        ByteBuffer into = SortedPart.buffer(count * width);
        while (into.position() < into.capacity()) {
            // In small pieces, for each of which the runtime keeps a copy outside the heap.
            into.limit(Math.min(into.capacity(), into.position() + OUT));
            if (column.read(into, firstRow * width + into.position()) < 0) {
                throw new IOException("a column of the store ends too early");
            }
        }
        return into;
    }

    private void put(int number) throws IOException {
        if (pending.remaining() < Integer.BYTES) {
            flush();
        }
        pending.putInt(number);
        written += Integer.BYTES;
    }

    private void put(long number) throws IOException {
        if (pending.remaining() < Long.BYTES) {
            flush();
        }
        pending.putLong(number);
        written += Long.BYTES;
    }

    private void flush() throws IOException {
        pending.flip();
        while (pending.hasRemaining()) {
            out.write(pending);
        }
        pending.clear();
    }

    @Override
    public void close() throws IOException {
        times.close();
        series.close();
        bits.close();
        out.close();
    }
}
