package io.puypuy.pattoo.agent;

import io.puypuy.api.backend.Delivery;

/**
 * What became of a document.
 *
 * @param reason in words why it is not stored; empty if it is
 */
public record Posted(Fate fate, String reason) {
    /** Where the document is now. */
    public enum Fate {
        /** The server has stored it. */
        STORED,
        /** It is on this machine's disk and will be posted later, by this or a later run. */
        WAITING,
        /** The server will never take it; it is kept in {@code rejected/}. */
        REFUSED,
        /** There was nothing to post: no target has a datapoint. */
        NOTHING,
        /** It could be neither posted nor written to the disk. */
        LOST
    }

    /** What an answer of the server means for the document that was posted; one that is not final has it wait. */
    static Posted of(Delivery delivery) {
        if (delivery instanceof Delivery.RetryLater later) {
            return waiting(later.reason());
        }
        if (delivery instanceof Delivery.NotAllowed not) {
            return waiting(not.reason());
        }
        if (delivery instanceof Delivery.RefusedWhole refused) {
            return refused(refused.reason());
        }
        return delivery instanceof Delivery.Refused refused
                ? refused(refused.refusals().get(0).reason())
                : stored();
    }

    static Posted stored() {
        return new Posted(Fate.STORED, "");
    }

    static Posted waiting(String reason) {
        return new Posted(Fate.WAITING, reason);
    }

    static Posted refused(String reason) {
        return new Posted(Fate.REFUSED, reason);
    }

    static Posted nothing(String reason) {
        return new Posted(Fate.NOTHING, reason);
    }

    static Posted lost(String reason) {
        return new Posted(Fate.LOST, reason);
    }
}
