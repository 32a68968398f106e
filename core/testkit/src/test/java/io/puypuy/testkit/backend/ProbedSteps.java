package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.backend.Backend;
import io.puypuy.engine.probe.BackendProbe;
import io.puypuy.engine.probe.Step;
import io.puypuy.engine.probe.Step.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The steps of the last probe of a backend, up to the one that failed. */
final class ProbedSteps {
    private static final BackendProbe.Limits QUICK =
            new BackendProbe.Limits(Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final List<Step> steps = new ArrayList<>();

    /** Whether all went well. */
    boolean probe(Backend backend, String ini) throws InterruptedException {
        steps.clear();
        try (BackendDriver driver = BackendDriver.of(backend, ini)) {
            steps.addAll(driver.probe(QUICK));
        }
        return steps.stream().allMatch(Step::ok);
    }

    boolean probe(String ini) throws InterruptedException {
        return probe(new LinesBackend(), "timeout = 1s\n" + ini);
    }

    List<Step> all() {
        return steps;
    }

    List<Kind> kinds() {
        return steps.stream().map(Step::kind).toList();
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    void failedAt(Kind kind) {
        assertThat(last().kind()).as("%s", steps).isEqualTo(kind);
        assertThat(steps).filteredOn(step -> !step.ok()).hasSize(1).containsExactly(last());
        assertThat(last().words()).startsWith("conf/config.ini:").doesNotContain("\n");
    }
}
