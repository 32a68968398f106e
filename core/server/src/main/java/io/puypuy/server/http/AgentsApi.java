package io.puypuy.server.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.http.Context;
import io.puypuy.http.RequestFault;
import io.puypuy.server.inventory.AgentSummary;
import io.puypuy.server.inventory.DatapointLabel;
import io.puypuy.server.inventory.Directory;
import io.puypuy.server.inventory.Excerpt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The questions of {@code /api/v1/agents}: pattoo's agents and their datapoints, both with {@code search}, {@code offset} (0) and
 * {@code limit} (1000, at most 1000). Thread-safe.
 *
 * <p>{@code GET /api/v1/agents}, by program name and target:
 *
 * <pre>{@code
 * {"agents":[{"idx":3,"agentId":"66cf…","target":"web1","program":"pattoo_agent_os_spoked",
 *   "programName":"Pattoo Standard OS Spoked Agent","group":1,"datapoints":95,"lastMillis":1764244800000,
 *   "intervalMillis":300000}],
 *  "total":1,"truncated":false}
 * }</pre>
 *
 * <p>{@code GET /api/v1/agents/3/datapoints}; {@code type} is integer, float, counter32, counter64 or text, {@code unit} is
 * that of the rate for a counter, {@code lastMillis} is 0 where there is no sample:
 *
 * <pre>{@code
 * {"agent":{as above},
 *  "datapoints":[{"idx":17,"key":"disk_io_read_bytes","name":"Disk I/O (Bytes Read)","unit":"Bytes / Second",
 *    "type":"counter64","intervalMillis":300000,"lastMillis":1764244800000,
 *    "metadata":[{"key":"disk_partition","name":"Disk Partition","value":"vda"}]}],
 *  "total":95,"truncated":false}
 * }</pre>
 *
 * <p>{@code GET /api/v1/datapoints?idx=17&idx=23} answers {@code {"datapoints":[…]}}, each as above with {@code agent},
 * {@code target} and {@code programName} of its agent; those that are not there are left out.
 *
 * <p>{@code total} counts what matches, on all pages; {@code truncated} says whether there is more behind this one. An agent
 * that is not there is answered 404.
 */
final class AgentsApi {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Set<String> KNOWN = Set.of("search", "offset", "limit");
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_DESCRIBED = 100;
    private static final int MAX_DIGITS = 9;

    private final Directory directory;

    AgentsApi(Directory directory) {
        this.directory = directory;
    }

    void agents(Context request) throws IOException {
        Parameters given = new Parameters(request.queryParamMap(), KNOWN);
        int offset = given.offset("offset");
        Excerpt<AgentSummary> found = directory.agents(given.text("search", ""), offset, limit(given));
        try (JsonGenerator json = answer(request)) {
            json.writeStartObject();
            json.writeArrayFieldStart("agents");
            for (AgentSummary agent : found.items()) {
                agent(agent, json);
            }
            end(found, offset, json);
        }
    }

    void datapoints(Context request) throws IOException {
        Parameters given = new Parameters(request.queryParamMap(), KNOWN);
        String number = request.pathParam("idx");
        if (!number.matches("\\d{1," + MAX_DIGITS + "}")) {
            throw unknown();
        }
        AgentSummary agent = directory.agent(Integer.parseInt(number)).orElseThrow(AgentsApi::unknown);
        int offset = given.offset("offset");
        Excerpt<DatapointLabel> found =
                directory.datapoints(agent.agent().idx(), given.text("search", ""), offset, limit(given));
        try (JsonGenerator json = answer(request)) {
            json.writeStartObject();
            json.writeFieldName("agent");
            agent(agent, json);
            json.writeArrayFieldStart("datapoints");
            for (DatapointLabel label : found.items()) {
                json.writeStartObject();
                fields(label, json);
                json.writeEndObject();
            }
            end(found, offset, json);
        }
    }

    void described(Context request) throws IOException {
        Parameters given = new Parameters(request.queryParamMap(), Set.of("idx"));
        List<DatapointLabel> found = directory.datapoints(given.datapoints("idx", MAX_DESCRIBED));
        try (JsonGenerator json = answer(request)) {
            json.writeStartObject();
            json.writeArrayFieldStart("datapoints");
            for (DatapointLabel label : found) {
                json.writeStartObject();
                json.writeNumberField("agent", label.agent().idx());
                json.writeStringField("target", label.agent().target());
                json.writeStringField("programName", label.programName());
                fields(label, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static int limit(Parameters given) {
        return Math.min(MAX_LIMIT, given.limit("limit", MAX_LIMIT));
    }

    private static RequestFault unknown() {
        return new RequestFault(RequestFault.NOT_FOUND, "there is no agent of this number");
    }

    private static JsonGenerator answer(Context request) throws IOException {
        OutputStream out = request.contentType("application/json").outputStream();
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    private static void end(Excerpt<?> excerpt, int offset, JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeNumberField("total", excerpt.total());
        json.writeBooleanField("truncated", (long) offset + excerpt.items().size() < excerpt.total());
        json.writeEndObject();
    }

    private static void agent(AgentSummary summary, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("idx", summary.agent().idx());
        json.writeStringField("agentId", summary.agent().agentId());
        json.writeStringField("target", summary.agent().target());
        json.writeStringField("program", summary.agent().program());
        json.writeStringField("programName", summary.programName());
        json.writeNumberField("group", summary.agent().group());
        json.writeNumberField("datapoints", summary.datapoints());
        json.writeNumberField("lastMillis", summary.lastMillis());
        json.writeNumberField("intervalMillis", summary.intervalMillis());
        json.writeEndObject();
    }

    private static void fields(DatapointLabel label, JsonGenerator json) throws IOException {
        json.writeNumberField("idx", label.datapoint().idx());
        json.writeStringField("key", label.key());
        json.writeStringField("name", label.name());
        json.writeStringField("unit", label.unit());
        json.writeStringField("type", label.datapoint().type().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("intervalMillis", label.datapoint().intervalMillis());
        json.writeNumberField("lastMillis", label.datapoint().lastMillis());
        json.writeArrayFieldStart("metadata");
        for (DatapointLabel.Metadata entry : label.metadata()) {
            json.writeStartObject();
            json.writeStringField("key", entry.key());
            json.writeStringField("name", entry.name());
            json.writeStringField("value", entry.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
