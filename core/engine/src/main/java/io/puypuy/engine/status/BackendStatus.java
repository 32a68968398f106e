package io.puypuy.engine.status;

/**
 * One backend and its books. For every backend {@code collected = delivered + rejected + dropped + waiting}.
 *
 * @param name label of its section, {@code default} for {@code [TSDB]}
 * @param type the backend's own spelling of {@code tsdtype}
 * @param message why it does not deliver; empty while it does
 * @param lastSuccessMillis when the receiver last stored something; milliseconds since 1970, 0 for never
 */
public record BackendStatus(
        String name, String type, State state, String message, Books books, long lastSuccessMillis) {
    /** Whether a batch has been delivered, or is where a crash cannot lose it. */
    public boolean hasStored() {
        return books.delivered() + books.rejected() > 0 || books.waitingBatches() > 0;
    }

    /** Whether the receiver has had its say about a batch, or was tried in vain. */
    public boolean isSettled() {
        boolean inVain = state != State.NEW && state != State.DELIVERING;
        return books.delivered() + books.rejected() > 0 || (books.waitingBatches() > 0 && inVain);
    }

    /** Whether points get through. */
    public enum State {
        /** Nothing has been sent yet. */
        NEW,
        DELIVERING,
        /** The receiver is away or busy; it is tried again. */
        RETRYING,
        /** The receiver does not allow us: somebody must act. */
        NOT_ALLOWED
    }

    /**
     * Points since the daemon's start; what waited in the spool then counts as collected.
     *
     * @param rejected refused by the receiver, kept in {@code rejected/} with its words
     * @param dropped lost: the spool was full, or damaged
     * @param waiting points in memory and spool
     * @param waitingBytes bytes of the spool's files
     * @param waitingBatches files of the spool
     */
    public record Books(
            long collected,
            long delivered,
            long rejected,
            long dropped,
            long waiting,
            long waitingBytes,
            long waitingBatches) {}
}
