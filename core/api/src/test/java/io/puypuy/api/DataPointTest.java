package io.puypuy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataPointTest {
    private static final Origin ORIGIN = new Origin("web1", "lab", "", "");
    private static final Series WHOLE =
            new Series(Metric.integer("mem_total", "bytes").type("system"), ORIGIN, Tags.of("core", "0"));
    private static final Series FLOATING = new Series(Metric.floating("load", ""), ORIGIN, Tags.none());

    @Test
    void aWholeNumberKeepsAllItsDigits() {
        DataPoint point = DataPoint.of(WHOLE, 1000, Long.MAX_VALUE);

        assertThat(point.isInteger()).isTrue();
        assertThat(point.integer()).isEqualTo(Long.MAX_VALUE);
        assertThat(point.valueText()).isEqualTo("9223372036854775807");
    }

    @Test
    void aWholeNumberOfAFloatingMetricBecomesFloating() {
        DataPoint point = DataPoint.of(FLOATING, 1000, 5);

        assertThat(point.isInteger()).isFalse();
        assertThat(point.floating()).isEqualTo(5.0);
        assertThat(point.valueText()).isEqualTo("5.0");
        assertThatThrownBy(point::integer).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(double value) {
        assertThatThrownBy(() -> DataPoint.of(FLOATING, 1000, value)).hasMessageContaining("not a finite number");
    }

    @Test
    void refusesAFractionForAWholeMetric() {
        assertThatThrownBy(() -> DataPoint.of(WHOLE, 1000, 0.5)).hasMessageContaining("mem_total has whole numbers");
    }

    @Test
    void isEqualToAPointOfTheSameSeriesTimeAndValue() {
        assertThat(DataPoint.of(WHOLE, 1000, 1))
                .isEqualTo(DataPoint.of(WHOLE, 1000, 1))
                .hasSameHashCodeAs(DataPoint.of(WHOLE, 1000, 1))
                .isNotEqualTo(DataPoint.of(WHOLE, 1001, 1))
                .isNotEqualTo(DataPoint.of(WHOLE, 1000, 2))
                .isNotEqualTo(DataPoint.of(FLOATING, 1000, 1));
        assertThat(DataPoint.of(WHOLE, 1000, 1)).hasToString("mem_total{core=0} 1 @1970-01-01T00:00:01Z");
    }

    @Test
    void aSeriesHasTheCommonTagsFirstAndNoEmptyOnes() {
        assertThat(WHOLE.allTags()).hasToString("{host=web1, type=system, cluster=lab, core=0}");
    }
}
