package io.puypuy.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all points of one name. Made once, as a constant of the check: {@code
 * Metric.integer("mem_total", "bytes").type("system").help("memory of the machine")}.
 *
 * @param name snake case, begins with the product
 * @param style whether the core sends values as they are or their change per second
 * @param numberType type of the numbers that are sent; a rate is always {@link NumberType#FLOATING}
 * @param unit unit of the numbers that are sent, such as {@code bytes} or {@code bytes/s}; empty for a plain count
 * @param type PuyPuy's check_type, a tag of every point; {@code untyped} unless set
 * @param chartType hint for charts
 * @param reaction OddEye's dynamic alerting: 0 on, -1 not when smaller, -2 not when larger, -3 off
 * @param help one phrase that says what the number is; empty if nothing is known
 */
public record Metric(
        String name,
        Style style,
        NumberType numberType,
        String unit,
        String type,
        ChartType chartType,
        int reaction,
        String help) {

    public Metric {
        Objects.requireNonNull(style);
        Objects.requireNonNull(numberType);
        Objects.requireNonNull(chartType);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a metric has a name");
        }
        if (type.isBlank()) {
            throw new IllegalArgumentException("metric " + name + ": empty type");
        }
        if (reaction < -3 || reaction > 0) {
            throw new IllegalArgumentException("metric " + name + ": reaction " + reaction + " is not within -3 to 0");
        }
        if (style == Style.RATE && numberType != NumberType.FLOATING) {
            throw new IllegalArgumentException("metric " + name + ": a rate is a floating number");
        }
    }

    /** Whole numbers, sent as read. */
    public static Metric integer(String name, String unit) {
        return new Metric(name, Style.STACK, NumberType.INTEGER, unit, "untyped", ChartType.NONE, 0, "");
    }

    /** Floating numbers, sent as read. */
    public static Metric floating(String name, String unit) {
        return new Metric(name, Style.STACK, NumberType.FLOATING, unit, "untyped", ChartType.NONE, 0, "");
    }

    /** Percentages: floating, with the chart type of percentages. */
    public static Metric percent(String name) {
        return floating(name, "percent").chart(ChartType.PERCENT);
    }

    /** A total of which the change per second is sent; {@code unit} is the one of the rate, such as {@code bytes/s}. */
    public static Metric rate(String name, String unit) {
        return new Metric(name, Style.RATE, NumberType.FLOATING, unit, "untyped", ChartType.NONE, 0, "");
    }

    public Metric type(String checkType) {
        return new Metric(name, style, numberType, unit, checkType, chartType, reaction, help);
    }

    public Metric chart(ChartType hint) {
        return new Metric(name, style, numberType, unit, type, hint, reaction, help);
    }

    public Metric reaction(int dynamicAlerting) {
        return new Metric(name, style, numberType, unit, type, chartType, dynamicAlerting, help);
    }

    public Metric help(String phrase) {
        return new Metric(name, style, numberType, unit, type, chartType, reaction, phrase);
    }

    /** The name's: it tells metrics apart nearly always, and points are looked up by metric in every cycle. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    // A record's own is slow: it goes through method handles, which are made anew at each start.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Metric metric
                        && name.equals(metric.name)
                        && style == metric.style
                        && numberType == metric.numberType
                        && unit.equals(metric.unit)
                        && type.equals(metric.type)
                        && chartType == metric.chartType
                        && reaction == metric.reaction
                        && help.equals(metric.help));
    }
}
