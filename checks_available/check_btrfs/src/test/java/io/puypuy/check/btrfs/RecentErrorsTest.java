package io.puypuy.check.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentErrorsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RecentErrors recent = new RecentErrors(Duration.ofHours(1));

    private long count(int minutes, long total) {
        return recent.count("sda read", total, START.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void errorsThatWereThereBeforeAreNotRecent() {
        assertThat(count(0, 70)).isZero();
        assertThat(count(1, 70)).isZero();
        assertThat(count(2, 73)).isEqualTo(3);
    }

    @Test
    void errorsGrowOld() {
        count(0, 0);
        assertThat(count(10, 2)).isEqualTo(2);
        assertThat(count(40, 5)).isEqualTo(5);
        assertThat(count(69, 5)).isEqualTo(5);
        assertThat(count(70, 5)).isEqualTo(3);
        assertThat(count(100, 5)).isZero();
    }

    @Test
    void aResetIsNoError() {
        count(0, 9);
        assertThat(count(1, 0)).isZero();
        assertThat(count(2, 4)).isEqualTo(4);
    }

    @Test
    void manyChangesAreAddedUpAndKeptBounded() {
        count(0, 0);
        for (int i = 1; i <= 500; i++) {
            assertThat(recent.count("sda read", i, START.plusSeconds(i))).isEqualTo(i);
        }
    }

    @Test
    void forgetsDevicesThatAreGone() {
        count(0, 0);
        count(1, 5);
        recent.keepOnly(Set.of("sdb read"));
        assertThat(count(2, 9)).isZero();
    }
}
