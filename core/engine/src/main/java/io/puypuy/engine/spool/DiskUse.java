package io.puypuy.engine.spool;

import io.puypuy.engine.settings.DurationText;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of its bounds a spool uses on disk, and what it lost because that was all. Belongs to the owner of the spool. */
final class DiskUse {
    private static final Logger LOG = LoggerFactory.getLogger(DiskUse.class);

    private final Object folder;
    private final SpoolBounds bounds;
    private final InstantSource clock;
    private final Outage full = new Outage();
    private int files;
    private long bytes;

    /**
     * @param folder as it is to be named in the log
     */
    DiskUse(Object folder, SpoolBounds bounds, InstantSource clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    void added(SpoolName name) {
        files++;
        bytes += name.bytes();
    }

    void removed(SpoolName name) {
        files--;
        bytes -= name.bytes();
    }

    /** Whether so much more is within the bounds; a single file always is. */
    boolean hasRoom(int moreFiles, long moreBytes) {
        return files + moreFiles <= 1 || (files + moreFiles <= bounds.files() && bytes + moreBytes <= bounds.bytes());
    }

    /** A batch is going to be lost for want of room. */
    void overflows(SpooledBatch oldest) {
        if (full.add(oldest.remaining(), clock.millis())) {
            LOG.error(
                    "{}: is full with {} files and {} bytes; the oldest points are lost, beginning with {}",
                    folder,
                    files,
                    bytes,
                    oldest.name.fileName());
        }
    }

    /** Says so when a spool that was full is half empty. */
    void tellRoom() {
        if (full.lasts() && files <= bounds.files() / 2 && bytes <= bounds.bytes() / 2) {
            long lost = full.count();
            LOG.info(
                    "{}: has room again after {}; {} points were lost",
                    folder,
                    DurationText.shortly(full.end(clock.millis())),
                    lost);
        }
    }
}
