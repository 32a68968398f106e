package io.puypuy.server.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.server.store.QueryResult;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StepValues;
import io.puypuy.server.store.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the API answers, as JSON. Numbers that JSON does not have are {@code null}. */
final class Answers {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Answers() {}

    /** @param reasons why the daemon does not do its work; none if it does */
    static void health(List<String> reasons, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeBooleanField("healthy", reasons.isEmpty());
            json.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                json.writeString(reason);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    static void metrics(QuestStore.Listing<QuestStore.MetricListing> listing, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeArrayFieldStart("metrics");
            for (QuestStore.MetricListing item : listing.items()) {
                Metric metric = item.metric();
                json.writeStartObject();
                json.writeStringField("name", metric.name());
                json.writeStringField("unit", metric.unit());
                json.writeStringField("type", metric.type());
                json.writeStringField("style", metric.style().name());
                json.writeStringField("numberType", metric.numberType().name());
                json.writeStringField("chartType", metric.chartType().wireName());
                json.writeStringField("help", metric.help());
                json.writeNumberField("series", item.series());
                json.writeNumberField("lastMillis", item.lastMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", listing.truncated());
            json.writeEndObject();
        }
    }

    static void tags(String metric, QuestStore.Listing<Map.Entry<String, Set<String>>> listing, OutputStream out)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("metric", metric);
            json.writeObjectFieldStart("tags");
            for (Map.Entry<String, Set<String>> tag : listing.items()) {
                json.writeArrayFieldStart(tag.getKey());
                for (String value : tag.getValue()) {
                    json.writeString(value);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
            json.writeBooleanField("truncated", listing.truncated());
            json.writeEndObject();
        }
    }

    static void query(QueryResult result, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("metric", result.metric().name());
            json.writeStringField("unit", result.metric().unit());
            times(result.query().window(), result.stepMillis(), result.times(), json);
            json.writeArrayFieldStart("series");
            for (QueryResult.Column column : result.series()) {
                column(column, json);
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", result.truncated());
            json.writeEndObject();
        }
    }

    /** The time that was asked for and its steps. */
    static void times(Window window, long stepMillis, long[] times, JsonGenerator json) throws IOException {
        json.writeNumberField("from", window.fromMillis());
        json.writeNumberField("to", window.toMillis());
        json.writeNumberField("stepMillis", stepMillis);
        json.writeStringField("agg", window.aggregate().name().toLowerCase(Locale.ROOT));
        json.writeFieldName("times");
        json.writeArray(times, 0, times.length);
    }

    private static void column(QueryResult.Column column, JsonGenerator json) throws IOException {
        json.writeStartObject();
        tags(column.tags(), json);
        values(column.steps(), json);
        json.writeEndObject();
    }

    /** The values of a series. */
    static void values(StepValues steps, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("values");
        for (double value : steps.values()) {
            number(value, json);
        }
        json.writeEndArray();
        json.writeFieldName("last");
        number(steps.last(), json);
        json.writeFieldName("min");
        number(steps.min(), json);
        json.writeFieldName("avg");
        number(steps.avg(), json);
        json.writeFieldName("max");
        number(steps.max(), json);
    }

    /** Names and values of tags. */
    static void tags(Tags tags, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tags");
        try {
            tags.forEach((name, value) -> {
                try {
                    json.writeStringField(name, value);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndObject();
    }

    private static void number(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
