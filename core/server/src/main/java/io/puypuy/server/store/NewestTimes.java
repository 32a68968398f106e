package io.puypuy.server.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * When each datapoint had its newest sample, in the file {@code newest}: a number of its form, then eight bytes for each
 * datapoint, little-endian, 0 for none. The file is mapped, so that what was noted survives a killed process at no cost;
 * what a power loss takes is read from the newest rows again. {@code store-writer} changes it, any thread may ask; guarded
 * by the object's monitor.
 */
final class NewestTimes implements Closeable {
    private static final long FORM = 0x31_74_73_65_77_65_6eL;
    private static final int CHUNK = 1 << 16;

    private final Path path;
    private @Nullable FileChannel file;
    private @Nullable MappedByteBuffer times;

    /** Reads the file, if it is there; else it is made with the first sample. */
    NewestTimes(Path path) throws IOException {
        this.path = path;
        if (Files.exists(path)) {
            map(Math.max(CHUNK, Files.size(path) / CHUNK * CHUNK));
        }
    }

    private MappedByteBuffer map(long bytes) throws IOException {
        FileChannel open = file;
        if (open == null) {
            open = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            file = open;
        }
        // Written, so that a full disk is an exception here and no fault of memory later.
        while (open.size() < bytes) {
            open.write(ByteBuffer.allocate((int) Math.min(CHUNK, bytes - open.size())), open.size());
        }
        MappedByteBuffer mapped = open.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
        mapped.order(ByteOrder.LITTLE_ENDIAN);
        if (mapped.getLong(0) != FORM) {
            for (int i = 0; i < mapped.capacity(); i += Long.BYTES) {
                mapped.putLong(i, 0);
            }
            mapped.putLong(0, FORM);
        }
        times = mapped;
        return mapped;
    }

    /** Notes the samples whose times are kept. */
    synchronized void seen(SampleRows rows, Retention.Kept kept) throws IOException {
        int most = 0;
        for (int i = 0; i < rows.numbers(); i++) {
            most = Math.max(most, SampleRows.datapoint(rows.seriesAt(i)));
        }
        for (SampleRows.Text text : rows.texts()) {
            most = Math.max(most, text.datapoint());
        }
        MappedByteBuffer mapped = withRoomFor(most);
        for (int i = 0; i < rows.numbers(); i++) {
            if (kept.has(rows.millisAt(i))) {
                put(mapped, SampleRows.datapoint(rows.seriesAt(i)), rows.millisAt(i));
            }
        }
        for (SampleRows.Text text : rows.texts()) {
            if (kept.has(text.millis())) {
                put(mapped, text.datapoint(), text.millis());
            }
        }
    }

    /** Notes a sample. */
    synchronized void seen(int datapoint, long timestampMillis) throws IOException {
        put(withRoomFor(datapoint), datapoint, timestampMillis);
    }

    private MappedByteBuffer withRoomFor(int datapoint) throws IOException {
        long needed = (datapoint + 1L) * Long.BYTES;
        MappedByteBuffer mapped = times;
        return mapped == null || mapped.capacity() < needed ? map((needed + CHUNK - 1) / CHUNK * CHUNK) : mapped;
    }

    private static void put(MappedByteBuffer mapped, int datapoint, long timestampMillis) {
        int at = datapoint * Long.BYTES;
        if (timestampMillis > mapped.getLong(at)) {
            mapped.putLong(at, timestampMillis);
        }
    }

    /** Milliseconds since 1970; empty if the datapoint never had a sample. */
    synchronized OptionalLong of(int datapoint) {
        MappedByteBuffer mapped = times;
        if (mapped == null || datapoint < 1 || datapoint >= mapped.capacity() / Long.BYTES) {
            return OptionalLong.empty();
        }
        long millis = mapped.getLong(datapoint * Long.BYTES);
        return millis == 0 ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /** Makes what was noted survive a power loss. */
    void sync() {
        MappedByteBuffer mapped;
        synchronized (this) {
            mapped = times;
        }
        if (mapped != null) {
            mapped.force();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        times = null;
        if (file != null) {
            file.close();
        }
    }
}
