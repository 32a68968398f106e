package io.puypuy.engine.status;

import io.puypuy.api.Origin;
import java.util.List;
import java.util.Optional;

/**
 * The daemon at one moment. Times are milliseconds since 1970, 0 for never.
 *
 * @param cycles finished cycles
 * @param lastCycleMillis when the last one began
 * @param lastCycleDurationMillis from its beginning until its batch was handed over
 * @param lateCycles cycles that began more than a tenth of the period late, or not at all
 * @param problems plugins that could not be loaded, faults of a changed configuration that is not in use, ignored
 *     files; one sentence each
 * @param intake what agents of pattoo have sent; empty where they cannot
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
        List<String> problems,
        Optional<IntakeStatus> intake) {
    public EngineStatus {
        jobs = List.copyOf(jobs);
        backends = List.copyOf(backends);
        alerts = List.copyOf(alerts);
        problems = List.copyOf(problems);
    }

    /** The same with what agents of pattoo have sent. */
    public EngineStatus with(Optional<IntakeStatus> otherIntake) {
        return new EngineStatus(
                version,
                pid,
                startedMillis,
                writtenMillis,
                origin,
                periodMillis,
                cycles,
                lastCycleMillis,
                lastCycleDurationMillis,
                lateCycles,
                jobs,
                backends,
                alerts,
                problems,
                otherIntake);
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
