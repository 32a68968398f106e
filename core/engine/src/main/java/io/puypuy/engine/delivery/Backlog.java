package io.puypuy.engine.delivery;

import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpooledBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is sent while no batch is live: the oldest that waits. After one that failed come the younger ones, before it is
 * tried again, so that a batch that the receiver cannot digest does not keep all others waiting. Used by the lane's thread.
 */
final class Backlog {
    private final Spool spool;
    private final Limits limits;
    private final boolean inOrder;
    private @Nullable Sending current;
    private @Nullable SpooledBatch failed;

    /** @param inOrder whether nothing may overtake a batch that failed */
    Backlog(Spool spool, Limits limits, boolean inOrder) {
        this.spool = spool;
        this.limits = limits;
        this.inOrder = inOrder;
    }

    /** The batch that is being sent, unless it is not there any more. */
    @Nullable
    Sending current() {
        if (current != null && current.batch().isGone()) {
            current = null;
        }
        return current;
    }

    /**
     * The batch that is being sent, or that is to be sent next; null if none waits.
     *
     * @throws IOException if the disk fails; it may succeed later
     */
    @Nullable
    Sending next() throws IOException {
        while (current() == null) {
            SpooledBatch batch = candidate();
            if (batch == null) {
                return null;
            }
            EncodedPoints points = spool.read(batch);
            if (points != null) {
                current = new Sending(batch, points, limits);
            }
        }
        return current;
    }

    private @Nullable SpooledBatch candidate() {
        SpooledBatch younger = failed == null ? null : behind(failed);
        return younger == null ? spool.oldest() : younger;
    }

    /** Null if it is the youngest, or is gone: then it begins with the oldest again. */
    private @Nullable SpooledBatch behind(SpooledBatch passed) {
        boolean found = false;
        for (SpooledBatch batch : spool.waiting()) {
            if (found) {
                return batch;
            }
            found = batch == passed;
        }
        failed = null;
        return null;
    }

    /** What is left of the current batch could not be sent. */
    void failed(Sending rest) {
        failed = rest.batch();
        current = inOrder ? rest : null;
    }
}
