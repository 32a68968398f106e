package io.puypuy.engine.check;

import io.puypuy.api.CheckException;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.schedule.Job;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run went, told in one message. Owner: the thread of the run. */
final class RunReport {
    private static final int MAX_FAULTS = 5;

    private final List<String> faults = new ArrayList<>();
    private int moreFaults;
    private @Nullable String nothing;
    private boolean reported;
    private @Nullable Throwable unread;
    private String cure = "";

    /** Something was reported, even if it did not become a point yet. */
    void reported() {
        reported = true;
    }

    void nothing(String reason) {
        nothing = reason;
    }

    void targetFailed(String target, Throwable fault) {
        notRead(fault);
        fault(target + ": " + Failure.phrase(fault));
    }

    /** What the check threw. */
    void failed(Throwable thrown) {
        notRead(thrown);
        fault(Failure.phrase(thrown));
    }

    // What else is thrown is a fault of the check, which no setting cures.
    private void notRead(Throwable fault) {
        if (unread == null && (fault instanceof CheckException || fault instanceof IOException)) {
            unread = fault;
        }
    }

    /** Why something, the first if several, could not be read, or not as expected: what settings may cure. */
    @Nullable
    Throwable unread() {
        return unread;
    }

    /** What to do about the faults; stands behind them. */
    void cure(String phrase) {
        cure = phrase;
    }

    /** Notes a fault; the first few are told, the others counted. */
    void fault(String message) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(message);
        } else {
            moreFaults++;
        }
    }

    Job.Outcome outcome() {
        if (!faults.isEmpty()) {
            String more = moreFaults == 0 ? "" : "; and " + moreFaults + " more";
            return Job.Outcome.failed(String.join("; ", faults) + more + (cure.isEmpty() ? "" : "; " + cure));
        }
        if (reported) {
            return Job.Outcome.OK;
        }
        return Job.Outcome.nothing(nothing == null ? "the check reported nothing" : nothing);
    }
}
