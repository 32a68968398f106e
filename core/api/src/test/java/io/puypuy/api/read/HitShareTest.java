package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HitShareTest {
    private final HitShare share = new HitShare();

    @Test
    void isThatOfTheLookupsSinceTheLastRun() {
        assertThat(share.percent(1_000, 9_000)).isEmpty();
        assertThat(share.percent(1_003, 9_001)).hasValue(75);
        assertThat(share.percent(1_003, 9_002)).hasValue(0);
    }

    @Test
    void isUnknownIfNothingWasLookedUp() {
        share.percent(5, 5);
        assertThat(share.percent(5, 5)).isEmpty();
        assertThat(share.percent(6, 5)).hasValue(100);
    }

    @Test
    void isUnknownAfterARestart() {
        share.percent(100, 10);
        assertThat(share.percent(3, 20)).isEmpty();
        assertThat(share.percent(4, 2)).isEmpty();
        assertThat(share.percent(5, 3)).hasValue(50);
    }
}
