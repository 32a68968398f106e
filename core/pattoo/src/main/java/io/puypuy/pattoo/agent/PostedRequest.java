package io.puypuy.pattoo.agent;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.pattoo.document.DocumentReceiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one request and what became of each, over as many attempts as it takes. Threads take documents and
 * hand in outcomes; the lane's sender begins and ends attempts.
 */
final class PostedRequest {
    /**
     * So often must the server fail on a document that is posted alone, right after it took another one, until the fault is
     * the document's. Where it may as well be that of the way to the server, it must also take another one right afterwards.
     */
    static final int MOST_FAILURES = 8;
    /** So many may fail in an attempt that posts one after the other. */
    private static final int CAREFUL = 4;

    private final EncodedPoints documents;
    private final int parallel;
    /** The final outcome of each document. */
    private final @Nullable Delivery[] outcomes;

    private final int[] failedAlone;
    /** Stored before this request; null if nothing was. */
    private final byte @Nullable [] known;

    private boolean triedBefore;

    // Of one attempt.
    private final boolean[] failed;
    private int next;
    /** The document to post once more now, and the one to be taken for that; their number stands for the known one. */
    private int probe = -1;

    private int stored = -1;
    /** That failed, perhaps for its own fault: the next probe tells. */
    private int doubted = -1;

    private int mostFailures;
    private int failures;
    /** Whether one document is posted after the other, lest the fault is that they are many. */
    private boolean careful;

    private boolean anyStored;
    private @Nullable Delivery worst;

    /**
     * Nothing is posted yet.
     *
     * @param parallel how many are to be posted at a time
     * @param known a document that the server has stored already; null if there is none
     */
    PostedRequest(EncodedPoints documents, int parallel, byte @Nullable [] known) {
        this.documents = documents;
        this.known = known;
        this.parallel = parallel;
        this.mostFailures = parallel;
        this.outcomes = new Delivery[documents.count()];
        this.failedAlone = new int[documents.count()];
        this.failed = new boolean[documents.count()];
    }

    /** Whether these are the documents of that request, which is tried again. */
    boolean isOf(EncodedPoints others) {
        if (documents.count() != others.count() || documents.byteCount() != others.byteCount()) {
            return false;
        }
        for (int i = 0; i < documents.count(); i++) {
            if (!Arrays.equals(documents.point(i), others.point(i))) {
                return false;
            }
        }
        return true;
    }

    /** Begins an attempt; how many threads are of use. */
    synchronized int begin() {
        next = 0;
        failures = 0;
        anyStored = false;
        worst = null;
        Arrays.fill(failed, false);
        // A server that has failed on some is asked once more for one that it took: whose fault is it?
        stored = triedBefore && known != null ? outcomes.length : -1;
        triedBefore = true;
        doubted = -1;
        int open = 0;
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == null) {
                open++;
            } else if (outcomes[i] instanceof Delivery.Stored) {
                stored = i;
            }
        }
        probe = stored;
        careful = probe >= 0;
        mostFailures = careful ? CAREFUL : parallel;
        return careful ? 1 : Math.min(parallel, open);
    }

    /** The index of a document to post now; -1 if there is none. */
    synchronized int take() {
        if (probe >= 0) {
            int taken = probe;
            probe = -1;
            return taken;
        }
        while (next < outcomes.length && outcomes[next] != null) {
            next++;
        }
        return next == outcomes.length || failures >= mostFailures ? -1 : next++;
    }

    byte[] document(int index) {
        return index == outcomes.length && known != null ? known : documents.point(index);
    }

    /** One that the server has stored; null if it has stored none so far. */
    synchronized byte @Nullable [] anyStored() {
        for (int i = outcomes.length - 1; i >= 0; i--) {
            if (outcomes[i] instanceof Delivery.Stored) {
                return documents.point(i);
            }
        }
        return known;
    }

    synchronized void outcome(int index, DocumentReceiver.Answer answer) {
        Delivery delivery = answer.delivery();
        if (index == outcomes.length || outcomes[index] != null) {
            probed(delivery);
            return;
        }
        if (delivery instanceof Delivery.Stored) {
            anyStored = true;
            outcomes[index] = delivery;
        } else if (delivery instanceof Delivery.Refused refused) {
            outcomes[index] =
                    new Delivery.RefusedWhole(refused.refusals().get(0).reason());
        } else if (delivery instanceof Delivery.RefusedWhole) {
            outcomes[index] = delivery;
        } else {
            failures++;
            failed[index] = answer.blame() == DocumentReceiver.Blame.LIKELY;
            if (careful && answer.blame() == DocumentReceiver.Blame.PERHAPS) {
                doubted = index;
                probe = stored;
            }
            worst = worse(worst, delivery);
        }
    }

    private void probed(Delivery delivery) {
        if (delivery instanceof Delivery.Stored) {
            anyStored = true;
            if (doubted >= 0) {
                failed[doubted] = true;
            }
        } else {
            // The server is away: no other document has a chance, or is to blame.
            failures = mostFailures;
            worst = worse(worst, delivery);
        }
        doubted = -1;
    }

    private static Delivery worse(@Nullable Delivery one, Delivery other) {
        if (one == null || other instanceof Delivery.NotAllowed) {
            return other;
        }
        if (one instanceof Delivery.RetryLater first && other instanceof Delivery.RetryLater second) {
            Duration wait = first.after().orElse(Duration.ZERO);
            return second.after().orElse(Duration.ZERO).compareTo(wait) > 0 ? second : first;
        }
        return one;
    }

    /** What the core has to know about the whole. */
    synchronized Delivery end() {
        if (careful && anyStored && worst instanceof Delivery.RetryLater later) {
            blame(later.reason());
        }
        List<Delivery.Refusal> refusals = new ArrayList<>();
        boolean isOpen = false;
        for (int i = 0; i < outcomes.length; i++) {
            isOpen |= outcomes[i] == null;
            if (outcomes[i] instanceof Delivery.RefusedWhole refused) {
                refusals.add(new Delivery.Refusal(i, refused.reason()));
            }
        }
        if (isOpen) {
            return worst != null
                    ? worst
                    : new Delivery.RetryLater("not all documents could be posted", Optional.empty());
        }
        return refusals.isEmpty() ? new Delivery.Stored() : new Delivery.Refused(refusals);
    }

    private void blame(String reason) {
        for (int i = 0; i < failed.length; i++) {
            if (failed[i] && ++failedAlone[i] >= MOST_FAILURES) {
                outcomes[i] = new Delivery.RefusedWhole(
                        "the server failed on it " + failedAlone[i] + " times while it took others: " + reason);
            }
        }
    }
}
