package io.puypuy.pattoo.agent;

import io.puypuy.api.backend.Delivery;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for the outcome of one document, or for the first attempt in vain of any. Thread-safe. */
final class Watch {
    private final byte[] document;
    private @Nullable Posted outcome;

    Watch(byte[] document) {
        this.document = document;
    }

    synchronized void tell(byte[] posted, Delivery delivery) {
        Posted fate = Posted.of(delivery);
        if (fate.fate() == Posted.Fate.WAITING || Arrays.equals(posted, document)) {
            decide(fate);
        }
    }

    private void decide(Posted posted) {
        if (outcome == null) {
            outcome = posted;
            notifyAll();
        }
    }

    /** What is known after at most so many nanoseconds. */
    synchronized Optional<Posted> await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; outcome == null && left > 0; left = deadline - System.nanoTime()) {
            // At least one: 0 would be for ever.
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        return Optional.ofNullable(outcome);
    }
}
