package io.puypuy.check.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    private static Buckets of(Object... boundsAndCounts) {
        Buckets buckets = new Buckets();
        for (int i = 0; i < boundsAndCounts.length; i += 2) {
            buckets.add((String) boundsAndCounts[i], (Integer) boundsAndCounts[i + 1]);
        }
        return buckets;
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.5", "0.5, 1", "0.75, 2.857143", "0.9, 3.714286", "0.99, 4"})
    void spreadsTheObservationsOfABucketEvenly(double share, double expected) {
        Buckets buckets = of("1", 10, "2", 12, "4", 19, "+Inf", 20);
        assertThat(buckets.quantile(share)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void knowsNothingAboveTheHighestBound() {
        assertThat(of("1", 1, "2", 2, "+Inf", 10).quantile(0.9)).isEqualTo(2);
        assertThat(of("+Inf", 10).quantile(0.5)).isNaN();
        assertThat(of().quantile(0.5)).isNaN();
    }

    @Test
    void doesNotInventALowerBoundForNegativeValues() {
        assertThat(of("-5", 4, "0", 8, "+Inf", 8).quantile(0.1)).isEqualTo(-5);
    }

    @Test
    void countsNothingSinceARestart() {
        assertThat(of("1", 2, "+Inf", 3).since(of("1", 1, "+Inf", 4)).count()).isZero();
        assertThat(of("1", 2, "+Inf", 3).since(of("2", 1, "+Inf", 1)).count()).isZero();
        assertThat(of("1", 2, "+Inf", 3).since(of("1", 1, "+Inf", 1)).count()).isEqualTo(2);
    }

    @Test
    void passesOverABoundThatIsNone() {
        assertThat(of("much", 1, "7d", 1, "0x1p3", 1).count()).isZero();
    }
}
