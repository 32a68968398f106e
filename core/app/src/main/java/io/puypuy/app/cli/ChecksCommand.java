package io.puypuy.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.puypuy.app.cli.Catalog.Item;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Lists checks and scripts. */
@CommandLine.Command(
        name = "checks",
        description = "List checks and scripts: what is available, enabled, failing, and how long it took.",
        footerHeading = "%n",
        footer = {
            "States and times are those of the running daemon; without one only what is enabled is shown.",
            "",
            "Exit code: 0.",
            "",
            "Examples:",
            "  bin/puypuy checks",
            "  bin/puypuy checks --format json"
        })
final class ChecksCommand extends Command {
    private final Clock clock;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.table;

    ChecksCommand(Installation installation, Clock clock) {
        super(installation);
        this.clock = clock;
    }

    /** As the user types it. */
    enum Format {
        table,
        json
    }

    /**
     * One line: something of the catalogue, with one of its targets as far as it runs.
     *
     * @param problem why it does not run; empty if it does, or is not to
     */
    private record Row(Item item, @Nullable JobStatus job, String problem) {}

    @Override
    int run() throws IOException {
        Optional<EngineStatus> status = DaemonState.look(installation()).status();
        List<Row> rows = rows(Catalog.read(installation().home()), status);
        if (format == Format.json) {
            printJson(rows);
        } else {
            printTable(rows);
        }
        return OK;
    }

    private static List<Row> rows(Catalog catalog, Optional<EngineStatus> status) {
        List<Row> rows = new ArrayList<>();
        for (Item item : catalog.items()) {
            int before = rows.size();
            status.ifPresent(known -> {
                known.jobs().stream()
                        .filter(job -> job.name().equals(item.name()))
                        .forEach(job -> rows.add(new Row(item, job, "")));
                problems(item, known).forEach(problem -> rows.add(new Row(item, null, problem)));
            });
            if (rows.size() == before) {
                rows.add(new Row(item, null, ""));
            }
        }
        return rows;
    }

    /** What the daemon says of it, without its name. */
    private static Stream<String> problems(Item item, EngineStatus status) {
        String beginning = item.enabledAs() + ": ";
        return status.problems().stream()
                .filter(problem -> item.enabled() && problem.startsWith(beginning))
                .map(problem -> problem.substring(beginning.length()));
    }

    private void printTable(List<Row> rows) {
        TextTable table = new TextTable(
                List.of("NAME", "ENABLED", "STATE", "LAST RUN", "TOOK", "POINTS", "MESSAGE"), List.of(4, 5));
        long now = clock.millis();
        for (Row row : rows) {
            String enabled = row.item().enabled() ? "yes" : "no";
            JobStatus job = row.job();
            if (job == null) {
                String state = row.problem().isEmpty() ? "" : "cannot run";
                table.add(row.item().name(), enabled, state, "", "", "", row.problem());
            } else {
                table.add(
                        JobNames.of(job),
                        enabled,
                        job.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        Times.ago(job.lastRunMillis(), now),
                        DurationText.shortly(Duration.ofMillis(job.durationMillis())),
                        Integer.toString(job.points()),
                        job.message());
            }
        }
        table.print(out());
    }

    private void printJson(List<Row> rows) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out())) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).useDefaultPrettyPrinter();
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("name", row.item().name());
                json.writeStringField("kind", row.item().kind().name());
                json.writeBooleanField("available", row.item().available());
                json.writeBooleanField("enabled", row.item().enabled());
                JobStatus job = row.job();
                if (job != null) {
                    write(json, job);
                } else if (!row.problem().isEmpty()) {
                    json.writeStringField("problem", row.problem());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        say("");
    }

    private static void write(JsonGenerator json, JobStatus job) throws IOException {
        json.writeStringField("target", job.target());
        json.writeStringField("state", job.state().name());
        json.writeStringField("message", job.message());
        json.writeNumberField("lastRunMillis", job.lastRunMillis());
        json.writeNumberField("durationMillis", job.durationMillis());
        json.writeNumberField("points", job.points());
        json.writeNumberField("runs", job.runs());
        json.writeNumberField("failures", job.failures());
        json.writeNumberField("timeouts", job.timeouts());
        json.writeNumberField("skipped", job.skipped());
    }
}
