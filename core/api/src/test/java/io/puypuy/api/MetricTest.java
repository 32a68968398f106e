package io.puypuy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricTest {
    @Test
    void aRateIsAFloatingNumber() {
        assertThat(Metric.rate("net_bytes", "bytes/s").numberType()).isEqualTo(NumberType.FLOATING);
        assertThatThrownBy(() -> new Metric("x", Style.RATE, NumberType.INTEGER, "", "untyped", ChartType.NONE, 0, ""))
                .hasMessageContaining("a rate is a floating number");
    }

    @Test
    void aPercentageSaysSoOnCharts() {
        Metric metric = Metric.percent("cpu_load").type("system").reaction(-3).help("share of time");

        assertThat(metric)
                .isEqualTo(new Metric(
                        "cpu_load",
                        Style.STACK,
                        NumberType.FLOATING,
                        "percent",
                        "system",
                        ChartType.PERCENT,
                        -3,
                        "share of time"));
    }

    @Test
    void refusesWhatNoMetricCanBe() {
        assertThatThrownBy(() -> Metric.integer(" ", "")).hasMessageContaining("has a name");
        assertThatThrownBy(() -> Metric.integer("x", "").type("")).hasMessageContaining("empty type");
        assertThatThrownBy(() -> Metric.integer("x", "").reaction(1)).hasMessageContaining("-3 to 0");
    }

    @ParameterizedTest
    @CsvSource({"0, OK", "79.9, OK", "80, WARNING", "89.9, WARNING", "90, ERROR", "1000, ERROR"})
    void thresholdsBeginAtTheirNumber(double value, Alert.Level level) {
        assertThat(new Thresholds(true, 80, 90).level(value)).isEqualTo(level);
    }

    @Test
    void anAlertSaysItsLevelFirst() {
        assertThat(Alert.of("Memory", Alert.Level.WARNING, "81 % used").message())
                .isEqualTo("WARNING: 81 % used");
        assertThat(Alert.Level.ERROR.code()).isEqualTo(16);
    }

    @Test
    void foreignTextIsCutAndHasNoControlCharacters() {
        assertThat(CheckException.quoted("a\r\n\tb\u0007")).isEqualTo("\"a b \"");
        assertThat(CheckException.quoted("x".repeat(200))).isEqualTo('"' + "x".repeat(100) + "…\"");
        assertThat(CheckException.unexpectedReply("a page", "<html>")).hasMessage("expected a page, got \"<html>\"");
    }
}
