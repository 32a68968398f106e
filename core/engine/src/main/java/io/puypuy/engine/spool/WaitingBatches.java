package io.puypuy.engine.spool;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All batches that wait, oldest first. Belongs to the owner of the spool. */
final class WaitingBatches implements Iterable<SpooledBatch> {
    private final ArrayDeque<SpooledBatch> batches = new ArrayDeque<>();

    /** Adds batches that are older than the others; how many points they have. */
    long addOlder(List<SpoolName> found) {
        long points = 0;
        for (int i = found.size() - 1; i >= 0; i--) {
            batches.addFirst(SpooledBatch.onDisk(found.get(i)));
            points += found.get(i).points();
        }
        return points;
    }

    void addNewest(SpooledBatch batch) {
        batches.addLast(batch);
    }

    /** Fast for the oldest and the newest ones. */
    void remove(SpooledBatch batch) {
        if (batches.peekFirst() == batch) {
            batches.removeFirst();
        } else {
            batches.removeLastOccurrence(batch);
        }
    }

    @Nullable
    SpooledBatch oldest() {
        return batches.peekFirst();
    }

    /** The oldest batch on disk of which nothing is under way; null if there is none. */
    @Nullable
    SpooledBatch oldestOnDisk() {
        for (SpooledBatch batch : batches) {
            if (batch.isOnDisk() && !batch.isPinned()) {
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
