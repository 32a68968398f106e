package io.puypuy.check.docker;

import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the engine says of a container beside its statistics. */
final class ContainerState {
    private ContainerState() {}

    static void report(Json container, Tags tags, CheckRun run) throws CheckException {
        Json state = container.get("State");
        // One that waits for its next restart runs, as the engine has it; one may have ended since the list was made.
        boolean up = !state.text("Restarting").orElse("").equals("true")
                && !state.text("Running").orElse("").equals("false");
        Optional<Instant> start = state.text("StartedAt").flatMap(ContainerState::moment);
        if (up && start.isPresent() && !start.get().isAfter(run.time())) {
            run.add(
                    DockerMetrics.UPTIME,
                    Duration.between(start.get(), run.time()).toSeconds(),
                    tags);
        }
        Optional<String> killed = state.text("OOMKilled");
        if (killed.isPresent()) {
            run.add(DockerMetrics.OOM_KILLED, killed.get().equals("true") ? 1 : 0, tags);
        }
        Optional<Number> restarts = container.number("RestartCount");
        if (restarts.isPresent()) {
            run.add(DockerMetrics.RESTARTS, restarts.get().longValue(), tags);
        }
        // Without a health check there is no such object, or the state "none".
        Optional<String> health = state.text("Health.Status").filter(status -> !status.equals("none"));
        if (health.isPresent()) {
            long failures = state.number("Health.FailingStreak").orElse(0L).longValue();
            run.add(DockerMetrics.HEALTH, failures, tags.and("status", health.get()));
        }
    }

    private static Optional<Instant> moment(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
