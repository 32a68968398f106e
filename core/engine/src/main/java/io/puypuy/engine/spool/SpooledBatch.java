package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import org.jspecify.annotations.Nullable;

/** A batch that waits. Belongs to the thread that owns its {@link Spool}. */
public final class SpooledBatch {
    /** Where a batch is. */
    enum Place {
        /** Only in memory, because the disk did not take it. */
        MEMORY,
        DISK,
        /** Delivered, dropped or set aside. */
        NOWHERE
    }

    SpoolName name;
    Place place;
    /** The points while they are only in memory; set by {@link HeldBatches}. */
    @Nullable
    EncodedPoints held;
    /** Whether a file of this name may be there, even if writing it was reported to have failed. */
    boolean mayBeOnDisk;

    int failedReads;
    private int done;
    private boolean pinned;

    private SpooledBatch(SpoolName name, Place place) {
        this.name = name;
        this.place = place;
    }

    static SpooledBatch inMemory(SpoolName name) {
        return new SpooledBatch(name, Place.MEMORY);
    }

    static SpooledBatch onDisk(SpoolName name) {
        SpooledBatch batch = new SpooledBatch(name, Place.DISK);
        batch.mayBeOnDisk = true;
        return batch;
    }

    /** Points at the beginning that are delivered or rejected and need not be sent again in this life. */
    public int done() {
        return done;
    }

    /** Points that are neither delivered nor rejected. */
    public int remaining() {
        return name.points() - done;
    }

    /** So many more points at the beginning are delivered or rejected. */
    public void advance(int points) {
        done += points;
    }

    void startAnew() {
        done = 0;
    }

    /** While a request with points of it is under way, the batch does not fall out of the spool. */
    public void pin(boolean underWay) {
        pinned = underWay;
    }

    boolean isPinned() {
        return pinned;
    }

    /** Whether it no longer waits, because it fell out of the spool or was damaged. */
    public boolean isGone() {
        return place == Place.NOWHERE;
    }

    /** Whether the batch survives a crash. */
    public boolean isOnDisk() {
        return place == Place.DISK;
    }
}
