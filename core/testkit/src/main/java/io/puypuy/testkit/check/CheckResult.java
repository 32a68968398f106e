package io.puypuy.testkit.check;

import io.puypuy.api.Alert;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.engine.schedule.Job;
import java.util.List;

/**
 * What one run of a check gave.
 *
 * @param points with rates made
 * @param alerts that changed; one that begins with OK has not
 * @param events that are no state
 */
public record CheckResult(Job.Outcome outcome, List<DataPoint> points, List<Alert> alerts, List<Event> events) {
    public CheckResult {
        points = List.copyOf(points);
        alerts = List.copyOf(alerts);
        events = List.copyOf(events);
    }

    /** The points of a metric. */
    public List<DataPoint> points(String metric) {
        return points.stream().filter(point -> point.name().equals(metric)).toList();
    }

    /**
     * The only point of that name and tag.
     *
     * @throws AssertionError if there is none, or more than one
     */
    public DataPoint point(String metric, String tag, String value) {
        List<DataPoint> found = points(metric).stream()
                .filter(point -> point.series().tags().value(tag).orElse("").equals(value))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(metric + "{" + tag + "=" + value + "}: " + found + " among " + points);
        }
        return found.get(0);
    }
}
