package io.puypuy.backend.opentsdb;

import io.puypuy.api.CheckException;
import io.puypuy.api.backend.BackendContext;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.read.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The errors of an answer with details: for each the point, as the server read it, and what is wrong with it. */
final class PutErrors {
    private static final String UNKNOWN_METRIC = "Unknown metric";
    /** Beginnings of what has nothing to do with the point: HBase is busy, late or away. */
    private static final List<String> BUSY = List.of(
            "Please throttle", "Storage exception", "Timeout exception", "Write timedout", "Unexpected exception");

    private final List<Json> points = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();

    private PutErrors() {}

    /** @throws CheckException if the answer has another form */
    static PutErrors of(Json summary) throws CheckException {
        PutErrors errors = new PutErrors();
        Optional<Json> list = summary.find("errors");
        if (list.isPresent()) {
            for (Json error : list.get().elements()) {
                errors.points.add(error.get("datapoint"));
                errors.reasons.add(error.get("error").toString());
            }
        }
        return errors;
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    int count() {
        return reasons.size();
    }

    /** What the server says if the same points may succeed later. */
    Optional<String> busy() {
        return reasons.stream()
                .filter(reason -> BUSY.stream().anyMatch(reason::startsWith))
                .findFirst();
    }

    long unknownMetrics() {
        return reasons.stream().filter(UNKNOWN_METRIC::equals).count();
    }

    /** The points that were sent and the server does not take; empty if it names one that was not sent. */
    Optional<List<Delivery.Refusal>> refusals(EncodedPoints sent, BackendContext context) throws CheckException {
        Map<List<Object>, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < sent.count(); i++) {
            Json point = context.json(new String(sent.point(i), StandardCharsets.UTF_8));
            places.computeIfAbsent(identity(point, context), unknown -> new ArrayDeque<>())
                    .add(i);
        }
        List<Delivery.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            // Of equal points each has its own error.
            Integer place = places.getOrDefault(identity(points.get(i), context), new ArrayDeque<>())
                    .poll();
            if (place == null) {
                return Optional.empty();
            }
            refusals.add(new Delivery.Refusal(place, words(reasons.get(i))));
        }
        return Optional.of(refusals);
    }

    private static String words(String reason) {
        return reason.equals(UNKNOWN_METRIC)
                ? "Unknown metric; set tsd.core.auto_create_metrics = true there, or make it with: tsdb mkmetric"
                : reason;
    }

    /** What makes two points equal. The server gives numbers back as text, and tags in its own order. */
    private static List<Object> identity(Json point, BackendContext context) throws CheckException {
        Map<String, String> tags = new TreeMap<>();
        point.get("tags").members().forEach((name, value) -> tags.put(name, value.toString()));
        return List.of(
                point.get("metric").toString(),
                point.get("timestamp").toString(),
                context.json(point.get("value").toString()).toString(),
                tags);
    }
}
