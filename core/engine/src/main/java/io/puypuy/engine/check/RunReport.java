package io.puypuy.engine.check;

import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.schedule.Job;
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

    /** Something was reported, even if it did not become a point yet. */
    void reported() {
        reported = true;
    }

    void nothing(String reason) {
        nothing = reason;
    }

    void targetFailed(String target, Throwable fault) {
        fault(target + ": " + Failure.phrase(fault));
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
            String message = String.join("; ", faults);
            return Job.Outcome.failed(moreFaults == 0 ? message : message + "; and " + moreFaults + " more");
        }
        if (reported) {
            return Job.Outcome.OK;
        }
        return Job.Outcome.nothing(nothing == null ? "the check reported nothing" : nothing);
    }
}
