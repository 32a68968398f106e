package io.puypuy.pattoo.hub;

/**
 * How it goes with one spoke.
 *
 * @param address what is polled
 * @param state whether it answered the last poll
 * @param lastSeenMillis when a document of it was last taken; milliseconds since 1970, 0 for never
 * @param latencyMillis how long the last answer took that was taken; 0 for none
 * @param replyBytes size of that answer
 * @param relayed documents since the hub's start
 * @param failed polls without a document since the hub's start
 * @param failedInARow of them, those since the last document
 * @param reason of the last failure in words; empty while it answers
 */
record SpokeStatus(
        String address,
        State state,
        long lastSeenMillis,
        long latencyMillis,
        int replyBytes,
        long relayed,
        long failed,
        long failedInARow,
        String reason) {
    /** What the last poll of the spoke gave. */
    enum State {
        /** It has not been polled yet. */
        NEW,
        ANSWERING,
        FAILING
    }
}
