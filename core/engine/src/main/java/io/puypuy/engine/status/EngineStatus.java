package io.puypuy.engine.status;

import io.puypuy.api.Origin;
import java.util.List;

/**
 * The daemon at one moment. Times are milliseconds since 1970, 0 for never.
 *
 * @param cycles finished cycles
 * @param lastCycleMillis when the last one began
 * @param lastCycleDurationMillis from its beginning until its batch was handed over
 * @param lateCycles cycles that began more than a tenth of the period late, or not at all
 * @param problems plugins that could not be loaded, faults of a changed configuration that is not in use, ignored
 *     files; one sentence each
 */
public record EngineStatus(
        String version,
        long pid,
        long startedMillis,
        long writtenMillis,
        Origin origin,
        long periodMillis,
        long cycles,
        long lastCycleMillis,
        long lastCycleDurationMillis,
        long lateCycles,
        List<JobStatus> jobs,
        List<BackendStatus> backends,
        List<AlertStatus> alerts,
        List<String> problems) {
    public EngineStatus {
        jobs = List.copyOf(jobs);
        backends = List.copyOf(backends);
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
    }

    /** Whether the first cycle has ended and its points are safe with every backend. */
    public boolean firstCycleIsStored() {
        return cycles > 0 && backends.stream().allMatch(BackendStatus::hasStored);
    }

    /** Whether it is also known how the backends took them. */
    public boolean firstCycleIsSettled() {
        return cycles > 0 && backends.stream().allMatch(BackendStatus::isSettled);
    }
}
