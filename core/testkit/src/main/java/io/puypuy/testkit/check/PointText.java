package io.puypuy.testkit.check;

import io.puypuy.api.Alert;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Points and alerts as lines of {@code expected.points}. */
final class PointText {
    private static final int DECIMALS = 6;

    private PointText() {}

    /** {@code name{tag=value} number unit type chart reaction}; a floating number has a point, an empty unit is "-". */
    static String of(DataPoint point) {
        Metric metric = point.series().metric();
        StringBuilder text = new StringBuilder(metric.name());
        if (!point.series().tags().isEmpty()) {
            text.append(point.series().tags());
        }
        text.append(' ').append(point.isInteger() ? point.valueText() : rounded(point.floating()));
        text.append(' ').append(metric.unit().isEmpty() ? "-" : metric.unit());
        text.append(' ').append(metric.type());
        text.append(' ').append(metric.chartType().wireName());
        return text.append(' ').append(metric.reaction()).toString();
    }

    /** {@code alert name reaction message}. */
    static String of(Alert alert) {
        return "alert " + alert.name() + " " + alert.reaction().orElseThrow() + " " + alert.message();
    }

    private static String rounded(double value) {
        String text = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
        return text.indexOf('.') < 0 ? text + ".0" : text;
    }
}
