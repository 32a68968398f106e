package io.puypuy.check.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AverageTest {
    private final Average averages = new Average();

    @Test
    void dividesTheGrowthOfTheSumByThatOfTheCount() {
        assertThat(averages.next("a", 10, 4)).isEmpty();
        assertThat(averages.next("b", 0, 0)).isEmpty();
        assertThat(averages.next("a", 13, 10)).hasValue(0.5);
        assertThat(averages.next("b", 4, 1)).hasValue(4);
    }

    @Test
    void saysNothingWhenNothingWasCountedOrAfterARestart() {
        averages.next("a", 10, 4);
        assertThat(averages.next("a", 10, 4)).isEmpty();
        assertThat(averages.next("a", 1, 1)).isEmpty();
        assertThat(averages.next("a", 2, 2)).hasValue(1);
        assertThat(averages.next("a", 1, 3)).isEmpty();
    }
}
