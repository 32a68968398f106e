package io.puypuy.engine.delivery;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import java.util.List;

/**
 * What one cycle hands to a backend; the books count events like points. Neither list may be changed any more.
 *
 * @param events empty for backends that take none
 */
public record Batch(List<DataPoint> points, List<Event> events) {
    public static Batch of(List<DataPoint> points) {
        return new Batch(points, List.of());
    }

    int size() {
        return points.size() + events.size();
    }

    /** What is left when the first ones go: points before events, which are few and say more. */
    Batch without(int first) {
        int fromPoints = Math.min(first, points.size());
        return new Batch(points.subList(fromPoints, points.size()), events.subList(first - fromPoints, events.size()));
    }
}
