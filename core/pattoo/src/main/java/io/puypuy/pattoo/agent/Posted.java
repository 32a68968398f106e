package io.puypuy.pattoo.agent;

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
