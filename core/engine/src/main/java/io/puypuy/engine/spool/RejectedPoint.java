package io.puypuy.engine.spool;

/**
 * A point that will not be sent again.
 *
 * @param millis when it was refused; milliseconds since 1970
 * @param form what {@code bytes} are
 * @param reason the receiver's words, or why it was not sent at all
 * @param bytes the point; at most {@link #MOST_BYTES} of them are kept
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes go to a file or come from one.
public record RejectedPoint(long millis, Form form, String reason, byte[] bytes) {
    /** Most bytes of a point that are kept. */
    public static final int MOST_BYTES = 64 << 10;

    /** What is known of the point. */
    public enum Form {
        /** The point as the backend encoded it. */
        ENCODED,
        /** The point in words for people, because the backend could not encode it. */
        WORDS,
        /** The beginning of an encoded point that is too large to be kept. */
        CUT
    }
}
