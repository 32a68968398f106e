package io.puypuy.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How points are printed; named as the user types it. */
enum PointFormat {
    /** {@code name value tag=value … type}, one line for each point. */
    line,
    /** A list of objects with name, value, time in milliseconds, type and tags. */
    json;

    void print(List<DataPoint> points, PrintWriter out) throws IOException {
        if (this == json) {
            printJson(points, out);
        } else {
            points.forEach(point -> out.println(line(point)));
        }
        out.flush();
    }

    static String line(DataPoint point) {
        StringBuilder line = new StringBuilder(point.name()).append(' ').append(point.valueText());
        point.series()
                .tags()
                .forEach((name, value) ->
                        line.append(' ').append(name).append('=').append(Printable.line(value, Integer.MAX_VALUE)));
        return line.append(' ').append(point.series().metric().type()).toString();
    }

    private static void printJson(List<DataPoint> points, PrintWriter out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
            json.writeStartArray();
            for (DataPoint point : points) {
                json.writeStartObject();
                json.writeStringField("name", point.name());
                if (point.isInteger()) {
                    json.writeNumberField("value", point.integer());
                } else {
                    json.writeNumberField("value", point.floating());
                }
                json.writeNumberField("timeMillis", point.timestampMillis());
                json.writeStringField("type", point.series().metric().type());
                writeTags(json, point.series().allTags().without("type"));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.println();
    }

    private static void writeTags(JsonGenerator json, Tags tags) throws IOException {
        json.writeObjectFieldStart("tags");
        // A lambda cannot throw what the generator does.
        Map<String, String> byName = new LinkedHashMap<>();
        tags.forEach(byName::put);
        for (Map.Entry<String, String> tag : byName.entrySet()) {
            json.writeStringField(tag.getKey(), tag.getValue());
        }
        json.writeEndObject();
    }
}
