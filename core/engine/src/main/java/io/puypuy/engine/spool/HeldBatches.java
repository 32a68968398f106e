package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The batches that are only in memory, oldest first. Belongs to the owner of the spool. */
final class HeldBatches implements Iterable<SpooledBatch> {
    private final long maxBytes;
    private final ArrayDeque<SpooledBatch> batches = new ArrayDeque<>();
    private long bytes;

    /**
     * @param maxBytes of encoded points
     */
    HeldBatches(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a batch that is newer than the others. */
    void add(SpooledBatch batch, EncodedPoints points) {
        batch.held = points;
        batches.addLast(batch);
        bytes += points.byteCount();
    }

    /** Gives up the points of a batch, if it is one of these. */
    void remove(SpooledBatch batch) {
        EncodedPoints points = batch.held;
        if (points != null) {
            batches.removeLastOccurrence(batch);
            bytes -= points.byteCount();
            batch.held = null;
        }
    }

    /** Replaces the points of a batch, if it is one of these. */
    void replace(SpooledBatch batch, EncodedPoints rest) {
        EncodedPoints points = batch.held;
        if (points != null) {
            bytes += rest.byteCount() - points.byteCount();
            batch.held = rest;
        }
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    @Nullable
    SpooledBatch oldest() {
        return batches.peekFirst();
    }

    /** The batch that has to go because there are too many bytes; null if none has to, or none can. */
    @Nullable
    SpooledBatch surplus() {
        if (bytes <= maxBytes) {
            return null;
        }
        for (SpooledBatch batch : batches) {
            if (!batch.isPinned()) {
                return batch;
            }
        }
        return null;
    }

    @Override
    public Iterator<SpooledBatch> iterator() {
        return batches.iterator();
    }
}
