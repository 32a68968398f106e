package io.puypuy.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Samples of one part of a day again, sorted by datapoint, so that those of one lie together. Blocks of rows that were
 * neighbours, each of them sorted; behind them a directory. Little-endian. A block: the numbers of its datapoints,
 * ascending; the row behind the last one of each; of each row milliseconds since the day began, times two, plus one if the
 * number is floating; of each row its bits. The directory: of each block its place, rows and datapoints; then the number of
 * blocks and a number of the form. Used by one thread.
 */
final class SortedPart implements Closeable {
    static final int BLOCK_ROWS = 1 << 20;
    static final long FORM = 0x31_74_72_6f_73_70_70L;
    /** Of a block in the directory. */
    static final int ENTRY = Long.BYTES + 2 * Integer.BYTES;

    static final int END = Integer.BYTES + Long.BYTES;

    private static final int CHUNK_ROWS = 4_096;
    private static final int DAY_MILLIS = 86_400_000;

    private final FileChannel file;
    private final ByteBuffer directory;
    private final ByteBuffer times = buffer(CHUNK_ROWS * Integer.BYTES);
    private final ByteBuffer bits = buffer(CHUNK_ROWS * Long.BYTES);
    private final ByteBuffer one = buffer(Long.BYTES);

    /** The file is not as it was written. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedException(String message) {
            super(message);
        }
    }

    /**
     * Opens the file.
     *
     * @throws DamagedException if it is none of this form
     * @throws java.nio.file.NoSuchFileException if there is no such file
     */
    SortedPart(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            ByteBuffer end = buffer(END);
            if (file.size() < END) {
                throw new DamagedException(path + " is too short");
            }
            read(end, file.size() - END);
            long directoryBytes = (long) end.getInt(0) * ENTRY;
            if (end.getLong(Integer.BYTES) != FORM || directoryBytes < 0 || directoryBytes > file.size() - END) {
                throw new DamagedException(path + " has another form");
            }
            directory = buffer((int) directoryBytes);
            read(directory, file.size() - END - directoryBytes);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void read(ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (file.read(into, from + into.position()) < 0) {
                throw new DamagedException("a file of sorted samples ends too early");
            }
        }
        into.flip();
    }

    int blocks() {
        return directory.capacity() / ENTRY;
    }

    /** Hands over the rows of a datapoint of a block in the order of time; the answer says whether to go on. */
    boolean read(int block, int datapoint, long dayMillis, long fromMillis, long toMillis, Scan.Rows rows)
            throws IOException {
        long place = directory.getLong(block * ENTRY);
        int count = directory.getInt(block * ENTRY + Long.BYTES);
        int datapoints = directory.getInt(block * ENTRY + Long.BYTES + Integer.BYTES);
        int index = find(place, datapoints, datapoint);
        if (index < 0) {
            return true;
        }
        long ends = place + (long) datapoints * Integer.BYTES;
        int row = index == 0 ? 0 : number(ends + (index - 1L) * Integer.BYTES);
        int end = number(ends + (long) index * Integer.BYTES);
        long timesAt = ends + (long) datapoints * Integer.BYTES;
        long bitsAt = timesAt + (long) count * Integer.BYTES;
        for (; row < end; row += CHUNK_ROWS) {
            int some = Math.min(CHUNK_ROWS, end - row);
            read(times.clear().limit(some * Integer.BYTES), timesAt + (long) row * Integer.BYTES);
            read(bits.clear().limit(some * Long.BYTES), bitsAt + (long) row * Long.BYTES);
            for (int i = 0; i < some; i++) {
                int time = times.getInt(i * Integer.BYTES);
                long millis = dayMillis + (time >> 1);
                if (millis >= fromMillis
                        && millis < toMillis
                        && !rows.row(datapoint * 2 + (time & 1), millis, bits.getLong(i * Long.BYTES))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where the datapoint stands among those of a block; negative if it does not. */
    private int find(long place, int datapoints, int datapoint) throws IOException {
        int low = 0;
        int high = datapoints - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int there = number(place + (long) middle * Integer.BYTES);
            if (there == datapoint) {
                return middle;
            }
            if (there < datapoint) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private int number(long at) throws IOException {
        read(one.clear().limit(Integer.BYTES), at);
        return one.getInt(0);
    }

    /** A time as it stands in a block. */
    static int time(long millis, long dayMillis, int series) {
        long sinceDay = millis - dayMillis;
        if (sinceDay < 0 || sinceDay >= DAY_MILLIS) {
            throw new IllegalArgumentException("a row lies in the wrong day");
        }
        return (int) (sinceDay << 1) | (SampleRows.isFloating(series) ? 1 : 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
