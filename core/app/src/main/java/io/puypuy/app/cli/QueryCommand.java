package io.puypuy.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.server.http.WebSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads what is stored. */
@CommandLine.Command(
        name = "query",
        description = "Print what the embedded store has of a metric.",
        footerHeading = "%n",
        footer = {
            "Times are a number and a unit: 30s, 15m, 1h, 7d.",
            "",
            "Exit code: 0 there are points, 1 there are none, or the daemon does not answer.",
            "",
            "Examples:",
            "  bin/puypuy query mem_used_percent",
            "  bin/puypuy query cpu_user --since 15m --step 1m --agg max",
            "  bin/puypuy query bytes_rx --tag name=eth0 --format csv > eth0.csv"
        })
final class QueryCommand extends Command {
    @Parameters(paramLabel = "METRIC", description = "Name of the metric.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private String metric;

    @Option(names = "--since", paramLabel = "TIME", description = "How far back; default ${DEFAULT-VALUE}.")
    private String since = "1h";

    @Option(
            names = "--step",
            paramLabel = "TIME",
            description = "One value for so long a time; default is what suits --since.")
    private String step = "";

    @Option(
            names = "--agg",
            description = "What one value is of the points in its step: ${COMPLETION-CANDIDATES}; "
                    + "default ${DEFAULT-VALUE}.")
    private Aggregate aggregate = Aggregate.avg;

    @Option(
            names = "--tag",
            paramLabel = "NAME=VALUE",
            description = "Only series with this tag; may be given several times.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private QueryFormat format = QueryFormat.table;

    QueryCommand(Installation installation) {
        super(installation);
    }

    /** As the user types it. */
    enum Aggregate {
        avg,
        min,
        max,
        last,
        sum
    }

    @Override
    int run() throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("metric", metric);
        parameters.put("from", "-" + duration("--since", since));
        if (!step.isEmpty()) {
            parameters.put("step", duration("--step", step));
        }
        parameters.put("agg", aggregate.name());
        tags.forEach((name, value) -> parameters.put("tag." + name, value));
        WebSettings web = installation().web(installation().conf());
        JsonNode answer = new PageApi(web.url(), web.apiKey()).get("query", parameters);
        if (answer.path("series").isEmpty()) {
            return fail("no points of " + metric + " in the last " + since);
        }
        format.print(answer, out());
        return OK;
    }

    private String duration(String option, String text) {
        if (DurationText.parse(text).isEmpty()) {
            throw wrong("Invalid value for " + option + ": \"" + text
                    + "\" is not a time; write a number and a unit, such as 30s, 15m, 1h or 7d");
        }
        return text;
    }
}
