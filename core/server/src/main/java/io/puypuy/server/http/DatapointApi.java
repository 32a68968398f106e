package io.puypuy.server.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.puypuy.api.Tags;
import io.puypuy.http.RequestFault;
import io.puypuy.server.gate.QueryGate;
import io.puypuy.server.inventory.AgentRow;
import io.puypuy.server.inventory.DatapointLabel;
import io.puypuy.server.inventory.DatapointNames;
import io.puypuy.server.inventory.DatapointRow;
import io.puypuy.server.store.DatapointQuery;
import io.puypuy.server.store.DatapointResult;
import io.puypuy.server.store.SampleStore;
import io.puypuy.server.store.TextSample;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The questions of {@code /api/v1/datapoints} to the store. Thread-safe.
 *
 * <p>{@code query?idx=7&idx=9&from=&to=&step=&agg=&raw=} answers as {@code /api/v1/query} does, with a series for each
 * datapoint that has values: {@code idx}, {@code name} and {@code unit} as {@code /api/v1/agents} has them, {@code tags} with
 * {@code agent}, {@code target}, {@code program} and the names of its metadata, and {@code rate}, which says whether the
 * values are a counter's change per second; {@code raw=yes} asks for the totals instead. A rate stands at the sample that
 * ends its time: a longer time than usual leaves empty steps before it. In a step with several, {@code avg} weighs them by
 * their times, so that it is the change of the step.
 *
 * <p>{@code texts?idx=7&idx=9&from=&to=&limit=} answers {@code {"texts":[{"idx":7,"timestamp":…,"text":"…"}]}}, the newest of
 * each datapoint first, one of each unless {@code limit} says how many. Datapoints that are not known are left out; if none
 * is, the answer is 404.
 */
final class DatapointApi {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MAX_TEXTS = 1_000;

    private final SampleStore samples;
    private final DatapointNames names;
    private final Clock clock;
    private final QueryGate gate;

    DatapointApi(SampleStore samples, DatapointNames names, Clock clock, QueryGate gate) {
        this.samples = samples;
        this.names = names;
        this.clock = clock;
        this.gate = gate;
    }

    void query(Context request) throws IOException, InterruptedException {
        Parameters given = new Parameters(request.queryParamMap(), Set.of("idx", "from", "to", "step", "agg", "raw"));
        Map<Integer, DatapointLabel> known = known(given);
        List<DatapointQuery.Datapoint> datapoints = new ArrayList<>();
        for (DatapointLabel label : known.values()) {
            DatapointRow row = label.datapoint();
            datapoints.add(new DatapointQuery.Datapoint(row.idx(), row.type(), row.intervalMillis()));
        }
        DatapointQuery query = new DatapointQuery(datapoints, given.window(clock), given.truth("raw"));
        DatapointResult result = gate.pass(() -> samples.query(query));
        write(result, known, request.contentType("application/json").outputStream());
    }

    private Map<Integer, DatapointLabel> known(Parameters given) {
        Map<Integer, DatapointLabel> known = new LinkedHashMap<>();
        List<Integer> asked = given.datapoints("idx", DatapointQuery.MAX_DATAPOINTS);
        for (int number : asked) {
            names.label(number).ifPresent(label -> known.put(number, label));
        }
        if (known.isEmpty()) {
            throw new RequestFault(RequestFault.NOT_FOUND, "there is no datapoint " + asked.get(0));
        }
        return known;
    }

    private static void write(DatapointResult result, Map<Integer, DatapointLabel> known, OutputStream out)
            throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            Answers.times(result.query().window(), result.stepMillis(), result.times(), json);
            json.writeArrayFieldStart("series");
            for (DatapointResult.Column column : result.series()) {
                DatapointLabel label = known.get(column.datapoint().number());
                if (label != null) {
                    column(column, label, json);
                }
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", false);
            json.writeEndObject();
        }
    }

    private static void column(DatapointResult.Column column, DatapointLabel label, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("idx", label.datapoint().idx());
        json.writeStringField("name", label.name());
        json.writeStringField("unit", label.unit());
        json.writeBooleanField("rate", column.rate());
        AgentRow agent = label.agent();
        Tags tags =
                Tags.of("agent", agent.agentId()).and("target", agent.target()).and("program", label.programName());
        for (DatapointLabel.Metadata entry : label.metadata()) {
            tags = tags.and(entry.name().isEmpty() ? entry.key() : entry.name(), entry.value());
        }
        Answers.tags(tags, json);
        Answers.values(column.steps(), json);
        json.writeEndObject();
    }

    void texts(Context request) throws IOException, InterruptedException {
        Parameters given = new Parameters(request.queryParamMap(), Set.of("idx", "from", "to", "limit"));
        Map<Integer, DatapointLabel> known = known(given);
        long from = given.time("from", 0, clock);
        long to = given.time("to", Long.MAX_VALUE, clock);
        int limit = Math.min(given.limit("limit", 1), MAX_TEXTS / known.size());
        Map<Integer, List<TextSample>> found =
                gate.pass(() -> samples.texts(known.keySet(), from, to, Math.max(limit, 1)));
        write(found, request.contentType("application/json").outputStream());
    }

    private static void write(Map<Integer, List<TextSample>> found, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeArrayFieldStart("texts");
            for (Map.Entry<Integer, List<TextSample>> datapoint : found.entrySet()) {
                for (TextSample text : datapoint.getValue()) {
                    json.writeStartObject();
                    json.writeNumberField("idx", datapoint.getKey());
                    json.writeNumberField("timestamp", text.timestampMillis());
                    json.writeStringField("text", text.text());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
