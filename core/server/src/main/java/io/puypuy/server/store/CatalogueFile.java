package io.puypuy.server.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import io.puypuy.server.lines.LinesFile;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code catalogue.jsonl}: one JSON object a line, appended, for a metric ({@code {"metric":…,"unit":…}}) or
 * a series ({@code {"id":…,"metric":…,"tags":{…}}}). A last line that was cut off by a crash is removed: no row of the
 * table can refer to it, because lines are durable before rows are written.
 */
final class CatalogueFile implements Closeable {
    /** Takes what is read. */
    interface Reader {
        void metric(Metric metric);

        void series(StoredSeries series);
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    private final LinesFile file;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    /** Opens the file, which is made if it is not there, and reads all of it. */
    CatalogueFile(Path path, Reader reader) throws IOException {
        file = new LinesFile(path, (line, length) -> parse(line, length, reader));
    }

    private static void parse(byte[] line, int length, Reader reader) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Tags tags = Tags.none();
        try (JsonParser json = FACTORY.createParser(line, 0, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    tags = tags(json);
                } else {
                    fields.put(name, json.getText().intern());
                }
            }
            if (fields.containsKey("id")) {
                reader.series(new StoredSeries(
                        Integer.parseInt(text(fields, "id")),
                        text(fields, "metric"),
                        NumberType.valueOf(text(fields, "numberType")),
                        tags));
            } else {
                reader.metric(metric(fields));
            }
        }
    }

    private static Tags tags(JsonParser json) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName().intern();
            json.nextToken();
            // Few values stand in many series.
            tags.put(name, json.getText().intern());
        }
        return Tags.of(tags);
    }

    private static Metric metric(Map<String, String> fields) {
        return new Metric(
                text(fields, "metric"),
                Style.valueOf(text(fields, "style")),
                NumberType.valueOf(text(fields, "numberType")),
                text(fields, "unit"),
                text(fields, "type"),
                ChartType.valueOf(text(fields, "chartType")),
                Integer.parseInt(text(fields, "reaction")),
                text(fields, "help"));
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    /** A line to be written by {@link #flush}. */
    void add(Metric metric) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeStringField("metric", metric.name());
            json.writeStringField("style", metric.style().name());
            json.writeStringField("numberType", metric.numberType().name());
            json.writeStringField("unit", metric.unit());
            json.writeStringField("type", metric.type());
            json.writeStringField("chartType", metric.chartType().name());
            json.writeNumberField("reaction", metric.reaction());
            json.writeStringField("help", metric.help());
            json.writeEndObject();
        }
        lines.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    }

    /** A line to be written by {@link #flush}. */
    void add(StoredSeries series) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeNumberField("id", series.id());
            json.writeStringField("metric", series.metric());
            json.writeStringField("numberType", series.numberType().name());
            json.writeObjectFieldStart("tags");
            series.tags().forEach((name, value) -> writeTag(json, name, value));
            json.writeEndObject();
            json.writeEndObject();
        }
        lines.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void writeTag(JsonGenerator json, String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException e) {
            // The lines are in memory.
            throw new UncheckedIOException(e);
        }
    }

    /** Puts these in the place of all; a crash, or a fault, leaves the old lines or the new ones. */
    void replace(List<Metric> metrics, List<StoredSeries> series) throws IOException {
        try {
            for (Metric metric : metrics) {
                add(metric);
            }
            for (StoredSeries one : series) {
                add(one);
            }
            file.prepare(lines.toByteArray(), lines.size());
            file.replace();
        } finally {
            lines.reset();
        }
    }

    /** Writes the added lines; they are durable when it returns. If it fails, the file is as it was before. */
    void flush() throws IOException {
        if (lines.size() == 0) {
            return;
        }
        try {
            file.append(lines.toByteArray(), lines.size());
        } finally {
            lines.reset();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
