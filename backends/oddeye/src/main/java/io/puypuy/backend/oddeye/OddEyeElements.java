package io.puypuy.backend.oddeye;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Metric;
import io.puypuy.api.Series;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.PerSeries;
import io.puypuy.api.backend.UnsendablePointException;
import java.net.URLEncoder;

/**
 * Elements of the array that a form has in its field {@code data}: objects of JSON, escaped as a form is. Source: {@code
 * PutTSDB.java} of oddeye-barlus. Used by one thread.
 */
final class OddEyeElements {
    private static final byte[] VALUE = escaped(",\"value\":");
    private static final byte[] END = escaped("}");
    private static final String OWN_TAG = "UUID";

    private final int mostTags;
    /** Up to the time; empty for series that cannot be sent. */
    private final PerSeries<byte[]> beginnings =
            new PerSeries<>(series -> refusal(series).isEmpty() ? beginning(series) : new byte[0]);

    /** @param mostTags of a point, those that every point has among them */
    OddEyeElements(int mostTags) {
        this.mostTags = mostTags;
    }

    void point(DataPoint point, EncodeBuffer out) throws UnsendablePointException {
        byte[] beginning = beginnings.of(point.series());
        if (beginning.length == 0) {
            throw new UnsendablePointException(refusal(point.series()));
        }
        // Digits, point, minus and E stand for themselves in a form.
        out.put(beginning).decimal(seconds(point.timestampMillis())).put(VALUE);
        if (point.isInteger()) {
            out.decimal(point.integer());
        } else {
            out.decimal(point.floating());
        }
        out.put(END);
    }

    private String refusal(Series series) {
        Tags tags = series.allTags();
        if (tags.size() > mostTags) {
            return "the point has " + tags.size() + " tags, OddEye takes " + mostTags;
        }
        return tags.value(OWN_TAG).isPresent() ? "the tag " + OWN_TAG + " is OddEye's own" : "";
    }

    private static byte[] beginning(Series series) {
        Metric metric = series.metric();
        EncodeBuffer json = new EncodeBuffer()
                .text("{\"metric\":")
                .jsonString(metric.name())
                .text(",\"type\":")
                .jsonString(metric.chartType().wireName())
                .text(",\"reaction\":")
                .decimal(metric.reaction())
                .text(",\"tags\":")
                .jsonObject(series.allTags())
                .text(",\"timestamp\":");
        return escaped(json);
    }

    /** A special event: it has a message and a state, and no type of check. */
    void event(Event event, int reaction, EncodeBuffer out) {
        Tags tags = Tags.of("host", event.origin().host())
                .and("cluster", event.origin().cluster())
                .and("group", event.origin().group())
                .and(event.tags());
        EncodeBuffer json = new EncodeBuffer()
                .text("{\"metric\":")
                .jsonString(event.name())
                .text(",\"type\":\"Special\",\"status\":")
                .jsonString(event.status().name())
                .text(",\"message\":")
                .jsonString(event.message())
                .text(",\"reaction\":")
                .decimal(reaction)
                .text(",\"tags\":")
                .jsonObject(tags)
                .text(",\"timestamp\":")
                .decimal(seconds(event.timestampMillis()))
                .text(",\"value\":")
                .decimal(event.value())
                .put('}');
        out.put(escaped(json));
    }

    private static long seconds(long millis) {
        return Math.floorDiv(millis, 1000);
    }

    private static byte[] escaped(EncodeBuffer json) {
        return escaped(new String(json.toByteArray(), UTF_8));
    }

    private static byte[] escaped(String json) {
        return URLEncoder.encode(json, UTF_8).getBytes(US_ASCII);
    }
}
