package io.puypuy.engine.delivery;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import java.util.List;

/**
 * What one cycle hands to a backend; the books count events and documents like points. No list may be changed any more.
 *
 * @param events empty for backends that take none
 * @param documents items that are encoded already, in the form that the backend sends; their bytes may not be changed
 */
public record Batch(List<DataPoint> points, List<Event> events, List<byte[]> documents) {
    public Batch(List<DataPoint> points, List<Event> events) {
        this(points, events, List.of());
    }

    public static Batch of(List<DataPoint> points) {
        return new Batch(points, List.of());
    }

    /** Of items that are encoded already. */
    public static Batch ofDocuments(List<byte[]> documents) {
        return new Batch(List.of(), List.of(), documents);
    }

    int size() {
        return points.size() + events.size() + documents.size();
    }

    /** Bytes of the documents; what points take is bounded by their number. */
    long documentBytes() {
        long bytes = 0;
        for (byte[] document : documents) {
            bytes += document.length;
        }
        return bytes;
    }

    /** What is left when the first ones go: points before events, which are few and say more. */
    Batch without(int first) {
        int ofPoints = Math.min(first, points.size());
        int ofEvents = Math.min(first - ofPoints, events.size());
        return new Batch(
                points.subList(ofPoints, points.size()),
                events.subList(ofEvents, events.size()),
                documents.subList(first - ofPoints - ofEvents, documents.size()));
    }
}
