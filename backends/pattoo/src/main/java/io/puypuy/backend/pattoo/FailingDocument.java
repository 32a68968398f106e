package io.puypuy.backend.pattoo;

import io.puypuy.api.backend.Delivery;
import io.puypuy.pattoo.document.DocumentReceiver;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * The document that was not taken the last time. Points go to pattoo oldest first, so that one document on which the server,
 * or a proxy before it, always fails would keep all others waiting for ever. If that happens again and again, and each time
 * the server takes another document right after it, the document is refused: the core sends halves of it then, until the
 * points that do it stand alone. Used by the thread that sends.
 */
final class FailingDocument {
    /** So often, after the first time. The waits between make it minutes. */
    static final int MOST_FAILURES = 8;

    private static final byte[] NONE = {};

    /** The last one that was stored. */
    private byte[] taken = NONE;

    private byte[] failed = NONE;
    private int failures;

    /**
     * What the answer means.
     *
     * @param document that was answered; may not be changed any more
     * @param small another document to ask with, where none has been stored so far; empty if there is none
     */
    Delivery judge(byte[] document, DocumentReceiver.Answer answer, DocumentReceiver receiver, Supplier<byte[]> small)
            throws InterruptedException {
        if (answer.delivery() instanceof Delivery.Stored) {
            taken = document;
        }
        if (!(answer.delivery() instanceof Delivery.RetryLater later)
                || answer.blame() == DocumentReceiver.Blame.NONE) {
            return answer.delivery();
        }
        if (!Arrays.equals(failed, document)) {
            failed = document;
            failures = 0;
            return later;
        }
        if (takesAnother(document, receiver, small)) {
            failures++;
        }
        if (failures < MOST_FAILURES) {
            return later;
        }
        failed = NONE;
        return new Delivery.RefusedWhole(
                "the server failed on it " + failures + " times while it took another: " + later.reason());
    }

    /** One that is stored already changes nothing in a server, but has to go all the way. */
    private boolean takesAnother(byte[] document, DocumentReceiver receiver, Supplier<byte[]> small)
            throws InterruptedException {
        byte[] other = taken.length > 0 ? taken : small.get();
        if (other.length == 0 || Arrays.equals(other, document)) {
            return false;
        }
        boolean stored = receiver.post(other) instanceof Delivery.Stored;
        if (stored) {
            taken = other;
        }
        return stored;
    }
}
