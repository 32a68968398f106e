package io.puypuy.engine.script;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import io.puypuy.engine.rate.RateCalculator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Turns the lines of one script into points, run after run: remembers its series and totals. Series that the last run
 * did not print are forgotten, but for their totals, which {@link RateCalculator} keeps longer.
 *
 * <p>Owner: the thread that runs the script.
 */
final class ScriptPoints {
    private final Origin origin;
    private final RateCalculator rates;
    private final ScriptCounters counters;
    private Map<Series, Series> before = new HashMap<>();
    private Map<Series, Series> now = new HashMap<>();
    private Map<String, Metric> metricsBefore = new HashMap<>();
    private Map<String, Metric> metrics = new HashMap<>();

    ScriptPoints(Origin origin, Duration period, ScriptCounters counters) {
        this.origin = origin;
        this.rates = new RateCalculator(period, counters::addReset);
        this.counters = counters;
    }

    /** Begins a run: every series may come once again. */
    void begin() {
        before = now;
        now = new HashMap<>();
        metricsBefore = metrics;
        metrics = new HashMap<>();
    }

    /**
     * Passes on the point of a line, if there is one: the first total of a series gives none, and neither does a value
     * that is not finite.
     *
     * @throws BadLineException if the line contradicts an earlier one of the run
     */
    void add(ScriptLine line, Instant time, Consumer<DataPoint> points) throws BadLineException {
        Series series = series(line);
        double value = line.value().doubleValue();
        long millis = time.toEpochMilli();
        if (!Double.isFinite(value)) {
            counters.addNotFinite();
        } else if (line.style() == Style.STACK) {
            points.accept(DataPoint.of(series, millis, value));
        } else {
            rate(series, millis, line.value()).ifPresent(rate -> points.accept(DataPoint.of(series, millis, rate)));
        }
    }

    private OptionalDouble rate(Series series, long millis, Number total) {
        return total instanceof Long whole
                ? rates.rate(series, millis, whole.longValue())
                : rates.rate(series, millis, total.doubleValue());
    }

    private Series series(ScriptLine line) throws BadLineException {
        Metric metric = metric(line);
        Origin from = line.tags().value("host").map(origin::withHost).orElse(origin);
        Tags tags = line.tags().without("host");
        Series series = new Series(metric, from, tags);
        // One instance for each series as long as it is printed: backends remember what they derived from it.
        Series known = before.getOrDefault(series, series);
        if (now.putIfAbsent(known, known) != null) {
            throw new BadLineException("the same name and tags as an earlier line");
        }
        return known;
    }

    private Metric metric(ScriptLine line) throws BadLineException {
        Metric earlier = metrics.get(line.name());
        if (earlier == null) {
            earlier = metricsBefore.get(line.name());
            Metric metric = earlier != null && isOf(earlier, line) ? earlier : newMetric(line);
            metrics.put(line.name(), metric);
            return metric;
        }
        if (!isOf(earlier, line)) {
            throw new BadLineException("another style or type than an earlier line of this name");
        }
        return earlier;
    }

    private static boolean isOf(Metric metric, ScriptLine line) {
        return metric.style() == line.style() && metric.type().equals(line.type());
    }

    /** Whether a number of a script is whole or not says nothing about the next one: all are sent as floating. */
    private static Metric newMetric(ScriptLine line) {
        Metric metric = line.style() == Style.RATE ? Metric.rate(line.name(), "") : Metric.floating(line.name(), "");
        return metric.type(line.type());
    }
}
