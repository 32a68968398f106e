package io.puypuy.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.pattoo.document.DataType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterIncreaseTest {
    private static final long RANGE = 1L << 32;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "grows,                            COUNTER32, 10, 25, 15",
        "stands still,                     COUNTER32, 10, 10, 0",
        "passes its end,                   COUNTER32, 4294967290, 10, 16",
        "passes its end by one,            COUNTER32, 4294967295, 0, 1",
        "passes its end with much,         COUNTER32, 3300000000, 70000000, 1064967296",
        "began again in the third quarter, COUNTER32, 3000000000, 5, NaN",
        "began again when small,           COUNTER32, 16000, 100, NaN",
        "fell a little,                    COUNTER32, 4294967290, 4294967280, NaN",
        "was never one of 32 bits,         COUNTER32, 5000000000, 10, NaN",
        "fell below zero,                  COUNTER32, 4294967290, -3, NaN",
        "64 bits grow,                     COUNTER64, 4294967290, 5000000000, 705032710",
        "64 bits fell,                     COUNTER64, 16000, 100, NaN",
        "64 bits fell at 2^32,             COUNTER64, 4294967290, 10, NaN",
        "64 bits fell at 2^63,             COUNTER64, 9223372036854775807, 10, NaN",
        "across all of 64 bits,            COUNTER64, -9223372036854775808, 9223372036854775807, 18446744073709551616"
    })
    void knowsWhatACounterGrewBy(String situation, DataType type, long before, long now, Double increase) {
        assertThat(CounterIncrease.ofWhole(type, before, now)).isEqualTo(increase);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "grows,             COUNTER64, 10.5, 25.25, 14.75",
        "fell,              COUNTER64, 25.25, 10.5, NaN",
        "passes its end,    COUNTER32, 4294967290.5, 10, 15.5",
        "began again,       COUNTER32, 1000.5, 10, NaN",
        "is not a number,   COUNTER64, NaN, 10, NaN",
        "becomes infinite,  COUNTER64, 10, Infinity, NaN",
        "was infinite,      COUNTER64, Infinity, Infinity, NaN"
    })
    void knowsItOfFloatingOnesToo(String situation, DataType type, double before, double now, Double increase) {
        assertThat(CounterIncrease.ofFloating(type, before, now)).isEqualTo(increase);
    }

    @Test
    void findsEveryPassageOfTheEndThatIsNotTooFar() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long before = random.nextLong() & (RANGE - 1);
            long grown = random.nextLong() & (RANGE / 4 - 1);
            long now = (before + grown) % RANGE;
            assertThat(CounterIncrease.ofWhole(DataType.COUNTER32, before, now)).isEqualTo((double) grown);
            assertThat(CounterIncrease.ofFloating(DataType.COUNTER32, (double) before, (double) now))
                    .isEqualTo((double) grown);
        }
    }

    @Test
    void inventsNothing() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            long before = random.nextLong() & (RANGE - 1);
            long now = random.nextLong() & (RANGE - 1);
            double increase = CounterIncrease.ofWhole(DataType.COUNTER32, before, now);
            if (now >= before) {
                assertThat(increase).isEqualTo((double) (now - before));
            } else {
                assertThat(Double.isNaN(increase) || increase < RANGE / 4.0).isTrue();
                assertThat(CounterIncrease.ofWhole(DataType.COUNTER64, before, now))
                        .isNaN();
            }
        }
    }
}
