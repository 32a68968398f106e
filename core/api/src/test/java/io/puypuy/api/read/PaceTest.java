package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Pace pace = new Pace(Duration.ofSeconds(10));

    @Test
    void isDueAtFirstAndAfterEachPeriod() {
        assertThat(pace.due(START)).isTrue();
        assertThat(pace.due(START.plusSeconds(1))).isFalse();
        assertThat(pace.due(START.plusMillis(8_999))).isFalse();
        assertThat(pace.due(START.plusMillis(9_998))).isTrue();
        assertThat(pace.due(START.plusSeconds(11))).isFalse();
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        assertThat(pace.due(START)).isTrue();
        assertThat(pace.due(START.minusSeconds(3600))).isTrue();
        assertThat(pace.due(START.minusSeconds(3599))).isFalse();
    }
}
