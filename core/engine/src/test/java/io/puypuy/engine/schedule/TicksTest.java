package io.puypuy.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TicksTest {
    @Test
    void ticksAreMultiplesOfThePeriodAndDoNotDrift() {
        Ticks ticks = new Ticks(5000, 101_200);

        assertThat(ticks.next(101_300)).isEqualTo(105_000);
        // Woken early, then late: the next one is where it belongs.
        assertThat(ticks.next(104_999)).isEqualTo(110_000);
        assertThat(ticks.next(110_400)).isEqualTo(115_000);
        assertThat(ticks.missed()).isZero();
    }

    @Test
    void noTickRightBehindTheFirstCycle() {
        assertThat(new Ticks(5000, 104_900).next(104_950)).isEqualTo(110_000);
        assertThat(new Ticks(5000, 102_400).next(102_450)).isEqualTo(105_000);
    }

    @Test
    void missedTicksAreCountedAndNotMadeUpFor() {
        Ticks ticks = new Ticks(1000, 0);
        ticks.next(10);

        assertThat(ticks.next(5_500)).isEqualTo(6_000);
        assertThat(ticks.missed()).isEqualTo(4);
    }

    @Test
    void anotherPeriodKeepsTheCountOfMissedTicks() {
        Ticks ticks = new Ticks(1000, 0);
        ticks.next(10);
        ticks.next(5_500);
        Ticks longer = ticks.withPeriod(5000, 6_100);

        assertThat(longer.next(6_200)).isEqualTo(10_000);
        assertThat(longer.missed()).isEqualTo(4);
    }

    @Test
    void clockSetBackOrForthGoesOnAtTheNewTime() {
        Ticks ticks = new Ticks(1000, 1_000_000);
        ticks.next(1_000_010);

        assertThat(ticks.next(500_100)).isEqualTo(501_000);
        assertThat(ticks.next(9_000_100)).isEqualTo(9_001_000);
    }
}
