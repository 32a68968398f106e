package io.puypuy.engine.status;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * An {@link EngineStatus} as JSON: the names of the records' components, nested records as objects, enums by name, times
 * in epoch milliseconds. The same text is answered by the status API and kept in {@code var/run/status.json}.
 */
public final class StatusJson {
    // Whoever gave the stream closes it.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false)
            .configure(StreamReadFeature.AUTO_CLOSE_SOURCE, false)
            .build();

    private StatusJson() {}

    /** Writes the status and flushes; the stream stays open. */
    public static void write(EngineStatus status, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringField("version", status.version());
            json.writeNumberField("pid", status.pid());
            json.writeNumberField("startedMillis", status.startedMillis());
            json.writeNumberField("writtenMillis", status.writtenMillis());
            json.writeObjectFieldStart("origin");
            json.writeStringField("host", status.origin().host());
            json.writeStringField("cluster", status.origin().cluster());
            json.writeStringField("group", status.origin().group());
            json.writeStringField("location", status.origin().location());
            json.writeEndObject();
            json.writeNumberField("periodMillis", status.periodMillis());
            json.writeNumberField("cycles", status.cycles());
            json.writeNumberField("lastCycleMillis", status.lastCycleMillis());
            json.writeNumberField("lastCycleDurationMillis", status.lastCycleDurationMillis());
            json.writeNumberField("lateCycles", status.lateCycles());
            writeLists(status, json);
            if (status.intake().isPresent()) {
                write(status.intake().get(), json);
            }
            json.writeEndObject();
        }
    }

    private static void writeLists(EngineStatus status, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("jobs");
        for (JobStatus job : status.jobs()) {
            write(job, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("backends");
        for (BackendStatus backend : status.backends()) {
            write(backend, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("alerts");
        for (AlertStatus alert : status.alerts()) {
            json.writeStartObject();
            json.writeStringField("job", alert.job());
            json.writeStringField("name", alert.name());
            json.writeStringField("level", alert.level().name());
            json.writeStringField("message", alert.message());
            json.writeNumberField("sinceMillis", alert.sinceMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (String problem : status.problems()) {
            json.writeString(problem);
        }
        json.writeEndArray();
    }

    private static void write(IntakeStatus intake, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("intake");
        json.writeStringField("address", intake.address());
        json.writeStringField("fault", intake.fault());
        json.writeNumberField("documents", intake.documents());
        json.writeNumberField("notUnderstood", intake.notUnderstood());
        json.writeNumberField("refusedDocuments", intake.refusedDocuments());
        json.writeNumberField("datapoints", intake.datapoints());
        json.writeNumberField("refusedDatapoints", intake.refusedDatapoints());
        json.writeNumberField("bytes", intake.bytes());
        json.writeNumberField("waitingDocuments", intake.waitingDocuments());
        json.writeNumberField("waitingDatapoints", intake.waitingDatapoints());
        json.writeNumberField("journalBytes", intake.journalBytes());
        json.writeEndObject();
    }

    private static void write(JobStatus job, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", job.kind().name());
        json.writeStringField("name", job.name());
        json.writeStringField("target", job.target());
        json.writeStringField("state", job.state().name());
        json.writeStringField("message", job.message());
        json.writeNumberField("lastRunMillis", job.lastRunMillis());
        json.writeNumberField("durationMillis", job.durationMillis());
        json.writeNumberField("points", job.points());
        json.writeNumberField("totalPoints", job.totalPoints());
        json.writeNumberField("runs", job.runs());
        json.writeNumberField("failures", job.failures());
        json.writeNumberField("timeouts", job.timeouts());
        json.writeNumberField("skipped", job.skipped());
        json.writeEndObject();
    }

    private static void write(BackendStatus backend, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", backend.name());
        json.writeStringField("type", backend.type());
        json.writeStringField("state", backend.state().name());
        json.writeStringField("message", backend.message());
        json.writeObjectFieldStart("books");
        BackendStatus.Books books = backend.books();
        json.writeNumberField("collected", books.collected());
        json.writeNumberField("delivered", books.delivered());
        json.writeNumberField("rejected", books.rejected());
        json.writeNumberField("dropped", books.dropped());
        json.writeNumberField("waiting", books.waiting());
        json.writeNumberField("waitingBytes", books.waitingBytes());
        json.writeNumberField("waitingBatches", books.waitingBatches());
        json.writeEndObject();
        json.writeNumberField("lastSuccessMillis", backend.lastSuccessMillis());
        json.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote; fields of later releases are passed over, missing ones are 0, empty or NEW.
     *
     * @throws IOException if it is no such JSON, with what is wrong and where
     */
    public static EngineStatus read(InputStream in) throws IOException {
        return StatusReader.read(FACTORY, in);
    }
}
