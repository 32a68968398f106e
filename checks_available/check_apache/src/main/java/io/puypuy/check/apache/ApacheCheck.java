package io.puypuy.check.apache;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.MetricTable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Requests and workers of one Apache httpd. Source: the page of mod_status in its form for machines. When the page cannot be
 * read or has another form, the run fails and sends nothing.
 */
@Extension
public final class ApacheCheck implements Check {
    private static final int BYTES_PER_KB = 1024;

    // Totals, averages and what the processor did are there with ExtendedStatus only.
    private static final MetricTable TABLE = MetricTable.builder()
            .optional("ReqPerSec", floating("apache_reqpersec", "requests/s").help("requests, average since the start"))
            .optional(
                    "BytesPerSec",
                    floating("apache_bytespersec", "bytes/s").help("bytes sent, average since the start"))
            .optional(
                    "BytesPerReq",
                    floating("apache_bytesperreq", "bytes").help("size of an answer, average since the start"))
            .required("BusyWorkers", integer("apache_busyworkers", "workers").help("workers that serve a request"))
            .required("IdleWorkers", integer("apache_idleworkers", "workers").help("workers that wait for one"))
            .optional("Total kBytes", integer("apache_totalkbytes", "kB").help("sent since the start"))
            .optional(
                    "Total Accesses",
                    integer("apache_totalaccesses", "requests").help("requests since the start"))
            .optional("Total Accesses", rate("apache_accesses", "requests/s").help("requests"))
            .optional(
                    "Total kBytes",
                    rate("apache_bytes", "bytes/s").help("bytes sent, counted in whole kB"),
                    BYTES_PER_KB)
            .optional(
                    "Total Duration",
                    rate("apache_totalduration", "ms/s").help("time that requests took, of all together"))
            .optional(
                    "DurationPerReq",
                    floating("apache_durationperreq", "ms").help("duration of a request, average since the start"))
            .optional("ConnsTotal", integer("apache_connstotal", "connections").help("connections of an event MPM"))
            .optional(
                    "ConnsAsyncWriting",
                    integer("apache_connsasyncwriting", "connections")
                            .help("those that are written to without a worker"))
            .optional(
                    "ConnsAsyncKeepAlive",
                    integer("apache_connsasynckeepalive", "connections").help("those that are idle and kept open"))
            .optional(
                    "ConnsAsyncClosing",
                    integer("apache_connsasyncclosing", "connections").help("those that are being closed"))
            .optional(
                    "GracefulWorkers",
                    integer("apache_gracefulworkers", "workers").help("workers that end with their request"))
            .optional("Uptime", integer("apache_uptime", "s").help("time since the start"))
            .optional(
                    "CPULoad",
                    Metric.percent("apache_cpuload").type("apache").help("processor time, average since the start"))
            .build();
    private static final Metric SCOREBOARD =
            integer("apache_scoreboard", "workers").help("places for workers in that state");

    private HttpRequest page = HttpRequest.get(URI.create("http://127.0.0.1/server-status?auto"));

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("apache");
    }

    private static Metric floating(String name, String unit) {
        return Metric.floating(name, unit).type("apache");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("apache").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "Apache";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(TABLE.metrics());
        metrics.add(SCOREBOARD);
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        page = HttpRequest.from(settings, settings.uri("url", page.address()));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        StatusPage status = StatusPage.parse(run.http().send(page).ok());
        run.add(TABLE, status.fields(), Tags.none());
        for (Map.Entry<String, Integer> state : status.scoreboard().entrySet()) {
            run.add(SCOREBOARD, state.getValue(), Tags.of("state", state.getKey()));
        }
    }
}
