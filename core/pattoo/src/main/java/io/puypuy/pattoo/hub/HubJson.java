package io.puypuy.pattoo.hub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.puypuy.engine.status.BackendStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Locale;

/** The hub and its spokes for programs. */
final class HubJson {
    private static final JsonFactory JSON = new JsonFactory();

    private HubJson() {}

    static void write(HubStatus status, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            time(json, "now", status.nowMillis());
            time(json, "started", status.startedMillis());
            json.writeNumberField("polling_interval_seconds", status.intervalSeconds());
            json.writeNumberField("polls", status.polls());
            poll(json, status.last());
            documents(json, status);
            json.writeArrayFieldStart("spokes");
            for (PolledSpoke spoke : status.polled()) {
                spoke(json, spoke.status());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void poll(JsonGenerator json, HubPoll.PollResult last) throws IOException {
        json.writeObjectFieldStart("last_poll");
        time(json, "began", last.millis());
        json.writeNumberField("took_milliseconds", last.tookMillis());
        json.writeNumberField("relayed", last.relayed());
        json.writeNumberField("failed", last.failed());
        json.writeNumberField("bytes", last.bytes());
        json.writeEndObject();
    }

    private static void documents(JsonGenerator json, HubStatus status) throws IOException {
        BackendStatus lane = status.documents();
        json.writeObjectFieldStart("documents");
        json.writeStringField("server", status.receiver());
        json.writeStringField("state", lane.state().name().toLowerCase(Locale.ROOT));
        json.writeStringField("message", lane.message());
        time(json, "last_success", lane.lastSuccessMillis());
        json.writeNumberField("collected", lane.books().collected());
        json.writeNumberField("delivered", lane.books().delivered());
        json.writeNumberField("rejected", lane.books().rejected());
        json.writeNumberField("dropped", lane.books().dropped());
        json.writeNumberField("waiting", lane.books().waiting());
        json.writeNumberField("spool_bytes", lane.books().waitingBytes());
        json.writeNumberField("spool_files", lane.books().waitingBatches());
        json.writeEndObject();
    }

    private static void spoke(JsonGenerator json, SpokeStatus spoke) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", spoke.address());
        json.writeStringField("state", spoke.state().name().toLowerCase(Locale.ROOT));
        time(json, "last_seen", spoke.lastSeenMillis());
        json.writeNumberField("latency_milliseconds", spoke.latencyMillis());
        json.writeNumberField("reply_bytes", spoke.replyBytes());
        json.writeNumberField("relayed", spoke.relayed());
        json.writeNumberField("failed", spoke.failed());
        json.writeNumberField("failed_in_a_row", spoke.failedInARow());
        json.writeStringField("reason", spoke.reason());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, long millis) throws IOException {
        if (millis == 0) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, Instant.ofEpochMilli(millis).toString());
        }
    }
}
