package io.puypuy.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private long nanos = Long.MAX_VALUE - 5;
    private final Health health = new Health(() -> nanos);

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static EngineStatus status(long periodMillis, BackendStatus... backends) {
        return new EngineStatus(
                "1",
                2,
                3,
                4,
                new Origin("h", "", "", ""),
                periodMillis,
                6,
                7,
                8,
                9,
                List.of(),
                List.of(backends),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static BackendStatus backend(String name, long delivered, long rejected, long dropped, long waiting) {
        BackendStatus.Books books = new BackendStatus.Books(
                delivered + rejected + dropped + waiting, delivered, rejected, dropped, waiting, 1, 1);
        return new BackendStatus(name, "Carbon", BackendStatus.State.RETRYING, "connection refused", books, 0);
    }

    @Test
    void isNotThereBeforeTheFirstCycle() {
        assertThat(health.reasons()).containsExactly("no cycle has finished yet");

        health.cycleFinished(status(5000));
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void cyclesMustFinish() {
        health.cycleFinished(status(5000));
        pass(Duration.ofSeconds(15));
        assertThat(health.reasons()).isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(health.reasons()).containsExactly("the last cycle finished 16 s ago, and there is one every 5 s");

        health.cycleFinished(status(5000));
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void shortPeriodsMayHaveAHiccup() {
        health.cycleFinished(status(1000));
        pass(Duration.ofSeconds(10));
        assertThat(health.reasons()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(health.reasons()).hasSize(1);
    }

    /** A cycle each five seconds; what the backends say after each. */
    private void cycles(int count, BackendStatus... backends) {
        for (int i = 0; i < count; i++) {
            pass(Duration.ofSeconds(5));
            health.cycleFinished(status(5000, backends));
        }
    }

    @Test
    void backendThatIsStuckIsNamed() {
        cycles(1, backend("a", 10, 0, 0, 1), backend("b", 10, 0, 0, 1));
        for (int i = 0; i < 60; i++) {
            cycles(1, backend("a", 10, 0, i, 50), backend("b", 11 + i, 0, 0, 1));
        }
        assertThat(health.reasons()).isEmpty();

        cycles(1, backend("a", 10, 0, 60, 50), backend("b", 100, 0, 0, 1));
        assertThat(health.reasons())
                .containsExactly("backend a has delivered nothing for 305 s, and 50 points wait: connection refused");

        cycles(1, backend("a", 11, 0, 60, 50), backend("b", 100, 0, 0, 1));
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void refusedPointsAreProgress() {
        for (int i = 0; i < 100; i++) {
            cycles(1, backend("a", 0, i, 0, 1));
        }
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void backendWithoutWorkIsWell() {
        cycles(100, backend("a", 0, 0, 0, 0));
        assertThat(health.reasons()).isEmpty();

        // Its first work after a long time is no delay.
        cycles(1, backend("a", 0, 0, 0, 7));
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void backendThatIsNoLongerChosenDoesNotMatter() {
        cycles(70, backend("a", 0, 0, 0, 7));
        assertThat(health.reasons()).hasSize(1);

        cycles(1);
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void longPeriodsGiveTheirBackendsTime() {
        Duration hour = Duration.ofHours(1);
        for (int i = 0; i < 4; i++) {
            pass(hour);
            health.cycleFinished(status(hour.toMillis(), backend("a", 0, 0, 0, 7)));
        }
        assertThat(health.reasons()).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(health.reasons()).hasSize(1);
    }
}
