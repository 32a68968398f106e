package io.puypuy.server.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appended frames in files of one size that are on the disk before they are used. {@link #append} returns when the frame is
 * durable, with one fdatasync; {@link #replay} gives what an earlier process left. Used by one thread at a time, but for
 * {@link #bytes}.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** Holds more than one largest frame. */
    static final int SEGMENT_BYTES = 16 << 20;

    private final JournalFolder folder;
    private final int segmentBytes;
    /** Segments that are not released, and whether they are damaged. */
    private final NavigableMap<Long, Boolean> segments;

    private @Nullable FileChannel file;
    private long number;
    private int position;
    private volatile long bytes;

    /** Takes what was appended. */
    public interface Reader {
        /** One payload, which is valid during the call. */
        void frame(ByteBuffer payload) throws IOException;
    }

    /** Opens the folder, which is made if it is not there. */
    public Journal(Path folder) throws IOException {
        this(folder, SEGMENT_BYTES);
    }

    Journal(Path folder, int segmentBytes) throws IOException {
        this.folder = new JournalFolder(folder, segmentBytes);
        this.segmentBytes = segmentBytes;
        segments = this.folder.segments();
        // The number of a frame tells it from those that an earlier use of the file has left.
        number = this.folder.highest();
        count();
    }

    /**
     * Gives all frames that were not released, in order. The last append of a process that ended may be cut off: it was never
     * said to be durable. What is damaged before a whole frame was, and costs one message and the file is kept.
     *
     * @return how many there were
     */
    public long replay(Reader reader) throws IOException {
        long frames = 0;
        for (Map.Entry<Long, Boolean> segment : segments.entrySet()) {
            ByteBuffer content = folder.read(segment.getKey());
            int at = 0;
            while (at >= 0) {
                int end = Frame.end(content, at, segment.getKey());
                if (end >= 0) {
                    reader.frame(Frame.payload(content, at));
                    frames++;
                    at = end;
                    continue;
                }
                int next = Frame.next(content, at + Frame.step(), segment.getKey());
                if (next >= 0) {
                    segment.setValue(true);
                }
                at = next;
            }
        }
        return frames;
    }

    /** Makes a frame durable. If it throws, the frame may be there or not, and the next one goes to another file. */
    public void append(Frame frame) throws IOException {
        if (frame.size() > Frame.MAX_PAYLOAD || frame.stored() > segmentBytes) {
            throw new IllegalArgumentException("a frame of " + frame.size() + " bytes");
        }
        FileChannel open = file;
        if (open == null || position + frame.stored() > segmentBytes) {
            open = next();
        }
        int length = frame.stored();
        try {
            ByteBuffer bytesOfFrame = frame.sealed(number);
            for (long at = position; bytesOfFrame.hasRemaining(); ) {
                at += open.write(bytesOfFrame, at);
            }
            open.force(false);
            position += length;
        } catch (IOException | RuntimeException | Error e) {
            // After a sync that failed nobody knows what the file has.
            closeFile();
            throw e;
        }
    }

    private FileChannel next() throws IOException {
        closeFile();
        FileChannel made = folder.make(number + 1);
        number++;
        position = 0;
        segments.put(number, false);
        count();
        file = made;
        return made;
    }

    /** Number of the segment that has the last frame; smaller ones have earlier frames. */
    public long segment() {
        return number;
    }

    /** Frames in segments before this one are needed no more. */
    public void release(long before) {
        while (!segments.isEmpty() && segments.firstKey() < before) {
            Map.Entry<Long, Boolean> first = segments.firstEntry();
            try {
                if (first.getValue()) {
                    LOG.error(
                            "the journal was damaged between appends that were durable, and what was there is lost; it is kept"
                                    + " in {}",
                            folder.setAside(first.getKey()));
                } else {
                    folder.release(first.getKey());
                }
            } catch (IOException e) {
                // Replayed by the next start, which changes nothing.
                LOG.warn("a file of the journal could not be removed: {}", e.toString());
            }
            segments.remove(first.getKey());
        }
        count();
    }

    private void count() {
        bytes = folder.bytes(segments.size());
    }

    /** Bytes of the files with frames that are not released; any thread may ask. */
    public long bytes() {
        return bytes;
    }

    private void closeFile() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("a file of the journal did not close", e);
            }
        }
    }

    /** Keeps what is not released for the next start. */
    @Override
    public void close() {
        closeFile();
    }
}
