package io.puypuy.api.backend;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of one request; the core decides what follows from it. */
public sealed interface Delivery {
    /** The receiver has stored every point. */
    record Stored() implements Delivery {}

    /**
     * The receiver was unreachable or busy: the same request may succeed later.
     *
     * @param reason one sentence for the operator
     * @param after how long the receiver asks to wait, if it does
     */
    record RetryLater(String reason, Optional<Duration> after) implements Delivery {
        public RetryLater(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * The receiver will never take these points; it stored the others of the request.
     *
     * @param refusals at least one
     */
    record Refused(List<Refusal> refusals) implements Delivery {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /** The receiver refuses the request because of some point and does not say which: the core sends halves of it. */
    record RefusedWhole(String reason) implements Delivery {}

    /** The receiver does not know or allow us (401, 403): everything is kept, and the operator must act. */
    record NotAllowed(String reason) implements Delivery {}

    /**
     * One refused point.
     *
     * @param index of the point in the request, from 0
     * @param reason the receiver's words
     */
    record Refusal(int index, String reason) {}
}
