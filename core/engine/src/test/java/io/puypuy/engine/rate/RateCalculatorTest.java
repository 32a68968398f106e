package io.puypuy.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class RateCalculatorTest {
    private static final Origin ORIGIN = new Origin("host-1", "", "", "");
    private static final Metric METRIC = Metric.rate("depot_jobs", "jobs/s");
    private static final Series SERIES = new Series(METRIC, ORIGIN, Tags.none());
    private static final long T = 1_700_000_000_000L;

    private final LongAdder resets = new LongAdder();
    private final RateCalculator rates = new RateCalculator(Duration.ofSeconds(1), resets::increment);

    @Test
    void firstTotalGivesNoRate() {
        assertThat(rates.rate(SERIES, T, 5)).isEmpty();
        assertThat(rates.rate(SERIES, T + 2000, 8)).hasValue(1.5);
    }

    @Test
    void timeIsThatOfThePointsToTheMillisecond() {
        rates.rate(SERIES, T, 0);
        assertThat(rates.rate(SERIES, T + 250, 1)).hasValue(4);
    }

    @Test
    void counterRestartGivesNoRateAndIsCounted() {
        rates.rate(SERIES, T, 100);
        assertThat(rates.rate(SERIES, T + 1000, 10)).isEmpty();
        assertThat(resets.sum()).isEqualTo(1);
        assertThat(rates.rate(SERIES, T + 2000, 30)).hasValue(20);
        assertThat(resets.sum()).isEqualTo(1);
    }

    @Test
    void sameTimeGivesNoRateAndKeepsTheReading() {
        rates.rate(SERIES, T, 10);
        assertThat(rates.rate(SERIES, T, 20)).isEmpty();
        assertThat(rates.rate(SERIES, T + 1000, 30)).hasValue(20);
    }

    @Test
    void clockThatWasSetBackBeginsAnew() {
        rates.rate(SERIES, T, 10);
        assertThat(rates.rate(SERIES, T - 86_400_000, 20)).isEmpty();
        assertThat(rates.rate(SERIES, T - 86_399_000, 25)).hasValue(5);
        assertThat(resets.sum()).isZero();
    }

    @Test
    void wholeTotalsAreExactBeyondDoublePrecision() {
        long beyond = (1L << 53) + 1;
        rates.rate(SERIES, T, beyond);
        assertThat(rates.rate(SERIES, T + 1000, beyond + 1)).hasValue(1);
        rates.rate(SERIES, T + 2000, Long.MAX_VALUE - 1);
        assertThat(rates.rate(SERIES, T + 3000, Long.MAX_VALUE)).hasValue(1);
    }

    @Test
    void differenceMayNeedAllBits() {
        rates.rate(SERIES, T, Long.MIN_VALUE);
        assertThat(rates.rate(SERIES, T + 1000, Long.MAX_VALUE)).hasValue(0x1p64);
    }

    @Test
    void floatingTotals() {
        assertThat(rates.rate(SERIES, T, 0.25)).isEmpty();
        assertThat(rates.rate(SERIES, T + 500, 0.75)).hasValue(1);
        assertThat(rates.rate(SERIES, T + 1000, Double.NaN)).isEmpty();
        assertThat(rates.rate(SERIES, T + 1500, 1.75)).hasValue(1);
        assertThat(rates.rate(SERIES, T + 2500, 2)).hasValue(0.25);
        assertThat(resets.sum()).isZero();
    }

    @Test
    void rateBeyondTheLargestNumberIsNone() {
        rates.rate(SERIES, T, -Double.MAX_VALUE);
        assertThat(rates.rate(SERIES, T + 1, Double.MAX_VALUE)).isEmpty();
    }

    @Test
    void seriesDifferByTagsAndOrigin() {
        rates.rate(SERIES, T, 10);
        assertThat(rates.rate(new Series(METRIC, ORIGIN, Tags.of("core", "0")), T + 1000, 90))
                .isEmpty();
        assertThat(rates.rate(new Series(METRIC, ORIGIN.withHost("host-2"), Tags.none()), T + 1000, 90))
                .isEmpty();
        assertThat(rates.rate(new Series(METRIC, ORIGIN, Tags.none()), T + 1000, 20))
                .hasValue(10);
    }

    @Test
    void forgetsSeriesThatAreNotSeenForAnHour() {
        rates.rate(new Series(METRIC, ORIGIN, Tags.of("disk", "gone")), T, 1);
        for (int minute = 0; minute <= 61; minute++) {
            rates.rate(SERIES, T + minute * 60_000L, minute);
        }
        assertThat(rates.size()).isEqualTo(1);
    }

    @Test
    void remembersTenPeriodsOfARareJob() {
        RateCalculator rare = new RateCalculator(Duration.ofHours(2), resets::increment);
        Series other = new Series(METRIC, ORIGIN, Tags.of("disk", "slow"));
        rare.rate(other, T, 0);
        rare.rate(SERIES, T + Duration.ofHours(19).toMillis(), 0);
        assertThat(rare.rate(other, T + Duration.ofHours(20).toMillis(), 72_000))
                .hasValue(1);
    }

    @Test
    void neverHoldsMoreThanItsBound() {
        for (int i = 0; i < RateCalculator.MAX_SERIES + 100; i++) {
            rates.rate(new Series(METRIC, ORIGIN, Tags.of("id", Integer.toString(i))), T, 1);
        }
        assertThat(rates.size()).isEqualTo(RateCalculator.MAX_SERIES);
    }
}
