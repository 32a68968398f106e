package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.engine.status.JobStatus.State;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailingJobsTest {
    private static final Origin ORIGIN = new Origin("host", "", "", "");

    private final FailingJobs jobs = new FailingJobs();

    private List<Event> after(State state, String message) {
        JobStatus status =
                new JobStatus(JobStatus.Kind.CHECK, "check_nginx", "second", state, message, 0, 0, 0, 0, 0, 0, 0, 0);
        return jobs.changes(List.of(status), Set.of(), ORIGIN, 2, 1000);
    }

    @Test
    void tellsOnceThatACheckFailsAndOnceThatItWorksAgain() {
        assertThat(after(State.NEW, "")).isEmpty();
        assertThat(after(State.OK, "")).isEmpty();
        assertThat(after(State.FAILED, "refused"))
                .containsExactly(new Event(
                        "check_nginx",
                        ORIGIN,
                        Tags.of("target", "second"),
                        1000,
                        16,
                        Alert.Level.ERROR,
                        "ERROR: refused",
                        -2));
        assertThat(after(State.FAILED, "refused")).isEmpty();
        assertThat(after(State.RUNNING, "")).isEmpty();
        assertThat(after(State.TIMED_OUT, "late")).isEmpty();
        assertThat(after(State.OK, "")).singleElement().satisfies(event -> {
            assertThat(event.status()).isEqualTo(Alert.Level.OK);
            assertThat(event.message()).isEqualTo("OK: check_nginx works again");
        });
        assertThat(after(State.OK, "")).isEmpty();
    }

    @Test
    void tellsOnceThatAFailingJobIsGone() {
        after(State.FAILED, "refused");
        assertThat(jobs.changes(List.of(), Set.of(), ORIGIN, 2, 1000))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.status()).isEqualTo(Alert.Level.OK);
                    assertThat(event.tags()).isEqualTo(Tags.of("target", "second"));
                    assertThat(event.message()).isEqualTo("OK: check_nginx is not run any more");
                });
        assertThat(jobs.changes(List.of(), Set.of(), ORIGIN, 2, 1000)).isEmpty();
        assertThat(after(State.OK, "")).isEmpty();
    }

    @Test
    void aFailingCheckThatIsBeingConfiguredIsNotGone() {
        after(State.FAILED, "refused");
        assertThat(jobs.changes(List.of(), Set.of("check_nginx"), ORIGIN, 2, 1000))
                .isEmpty();
        assertThat(after(State.FAILED, "refused")).isEmpty();
        assertThat(after(State.OK, "")).hasSize(1);
    }
}
