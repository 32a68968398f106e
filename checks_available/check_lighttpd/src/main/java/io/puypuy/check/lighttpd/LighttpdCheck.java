package io.puypuy.check.lighttpd;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.MetricTable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Requests and connections of one lighttpd. Source: the page of mod_status in its form for machines, and for two averages the
 * same page as JSON. When a page cannot be read or has another form, the run fails.
 */
@Extension
public final class LighttpdCheck implements Check {
    private static final URI ADDRESS = URI.create("http://127.0.0.1");
    private static final String STATS = "/server-status?auto";
    private static final String TEXT = "?auto";
    private static final String JSON = "?json";

    private static final MetricTable TABLE = MetricTable.builder()
            .required("Total Accesses", rate("lighttpd_accesses", "requests/s").help("requests"))
            .required("Total kBytes", rate("lighttpd_kbytes", "kB/s").help("sent, counted in whole kB"))
            .required(
                    "BusyServers",
                    integer("lighttpd_busyservers", "connections").help("connections in use"))
            .required(
                    "IdleServers",
                    integer("lighttpd_idleservers", "connections").help("connections that may still come"))
            .required("Uptime", integer("lighttpd_uptime", "s").help("time since the start"))
            .build();
    private static final MetricTable AVERAGES = MetricTable.builder()
            .optional(
                    "RequestAverage5s",
                    integer("lighttpd_requests_5s", "requests/s").help("requests, average of the last 5 s"))
            .optional("TrafficAverage5s", integer("lighttpd_traffic_5s", "kB/s").help("sent, average of the last 5 s"))
            .build();
    private static final Metric SCOREBOARD =
            integer("lighttpd_scoreboard", "connections").help("connections in that state");

    private HttpRequest page = HttpRequest.get(HttpAddress.below(ADDRESS, STATS));
    private Optional<HttpRequest> averages = Optional.empty();

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("lighttpd");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("lighttpd").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "Lighttpd";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(TABLE.metrics());
        metrics.add(SCOREBOARD);
        metrics.addAll(AVERAGES.metrics());
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        URI address = HttpAddress.of(settings, ADDRESS, "stats", STATS);
        page = HttpRequest.from(settings, address);
        String text = address.toString();
        averages = settings.truth("averages", true) && text.endsWith(TEXT)
                ? Optional.of(page.address(URI.create(text.substring(0, text.length() - TEXT.length()) + JSON)))
                : Optional.empty();
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        StatusPage status = StatusPage.parse(run.http().send(page).ok());
        run.add(TABLE, status.fields(), Tags.none());
        for (Map.Entry<String, Integer> state : status.scoreboard().entrySet()) {
            run.add(SCOREBOARD, state.getValue(), Tags.of("state", state.getKey()));
        }
        if (averages.isPresent()) {
            String reply = run.http().send(averages.get()).ok();
            // Versions that do not know this form answer with their page for people.
            if (reply.startsWith("{")) {
                run.add(AVERAGES, run.json(reply), Tags.none());
            }
        }
    }
}
