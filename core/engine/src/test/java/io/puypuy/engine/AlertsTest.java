package io.puypuy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.schedule.TestJob;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AlertsTest {
    private static final Origin ORIGIN = new Origin("host", "", "", "");
    private static final Alert FULL = new Alert("Disk-Usage", Alert.Level.ERROR, "ERROR: full", OptionalInt.of(-2));

    private final Events events = new Events();
    private final Alerts alerts = new Alerts(() -> ORIGIN, events);

    private static Job job(String name, String target) {
        return TestJob.of(name, (time, points) -> Job.Outcome.OK).withTarget(target);
    }

    @Test
    void whatIsRaisedIsKnownByJobAndTarget() {
        alerts.changed("check_disks", "two", FULL, 1000);

        assertThat(alerts.raised("check_disks", "two")).containsExactly(FULL);
        assertThat(alerts.raised("check_disks", "")).isEmpty();
        assertThat(alerts.statuses()).singleElement().satisfies(status -> assertThat(status.sinceMillis())
                .isEqualTo(1000));
    }

    @Test
    void alertsOfASectionThatIsGoneEndWithOneEvent() {
        alerts.changed("check_disks", "", FULL, 1000);
        alerts.changed("check_disks", "two", FULL, 1000);
        events.take();
        List<Job> left = List.of(job("check_disks", ""));
        alerts.retain(left, Set.of(), 2000);
        alerts.retain(left, Set.of(), 3000);

        assertThat(events.take())
                .containsExactly(new Event(
                        "Disk-Usage",
                        ORIGIN,
                        Tags.of("target", "two"),
                        2000,
                        0,
                        Alert.Level.OK,
                        "OK: check_disks is not run any more",
                        -2));
        assertThat(alerts.statuses()).hasSize(1);
    }

    @Test
    void alertsOfACheckThatIsStillBeingConfiguredStay() {
        alerts.changed("check_disks", "two", FULL, 1000);
        events.take();
        alerts.retain(List.of(), Set.of("check_disks"), 2000);

        assertThat(events.take()).isEmpty();
        assertThat(alerts.raised("check_disks", "two")).containsExactly(FULL);
    }
}
