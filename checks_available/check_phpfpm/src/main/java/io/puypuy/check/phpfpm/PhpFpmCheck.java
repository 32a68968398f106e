package io.puypuy.check.phpfpm;

import io.puypuy.api.ChartType;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.HttpAddress;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.MetricTable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Requests and processes of one pool of PHP-FPM. Source: the pool's status page, "FastCGI Process Manager, Status Page", which
 * a web server hands on. When the page cannot be read or has another form, the run fails and sends nothing; if that is so of the
 * processes only, the pool is sent.
 */
@Extension
public final class PhpFpmCheck implements Check {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8888");
    private static final String STATS = "/fpm-status";
    private static final String PROCESSES = ", \"processes\":[";
    private static final int PERCENT = 100;

    private static final MetricTable POOL = MetricTable.builder()
            .required(
                    "accepted conn",
                    rate("phpfpm_conns_per_sec", "connections/s").help("requests"))
            .required(
                    "idle processes",
                    integer("phpfpm_proc_idle", "processes").help("processes that wait for a request"))
            .required(
                    "active processes",
                    integer("phpfpm_proc_active", "processes").help("processes that serve one"))
            .required(
                    "total processes", integer("phpfpm_proc_total", "processes").help("processes"))
            .required(
                    "max active processes",
                    integer("phpfpm_max_active", "processes").help("most active ones since the start"))
            .required(
                    "max children reached",
                    integer("phpfpm_max_children", "").help("how often pm.max_children was reached since the start"))
            .optional(
                    "slow requests", integer("phpfpm_slow_request", "requests").help("slow requests since the start"))
            .required(
                    "max children reached",
                    rate("phpfpm_max_children_reached", "1/s").help("how often pm.max_children is reached"))
            .optional(
                    "slow requests",
                    rate("phpfpm_slow_requests", "requests/s")
                            .help("requests that took longer than request_slowlog_timeout"))
            .optional(
                    "listen queue",
                    integer("phpfpm_listen_queue", "connections").help("connections that wait for a process"))
            .optional(
                    "max listen queue",
                    integer("phpfpm_max_listen_queue", "connections").help("most of them since the start"))
            .optional(
                    "listen queue len",
                    integer("phpfpm_listen_queue_len", "connections").help("how many may wait"))
            .optional("start since", integer("phpfpm_start_since", "s").help("time since the start"))
            .optional(
                    "memory peak",
                    integer("phpfpm_memory_peak", "bytes").help("most memory of a process since the start"))
            .build();
    private static final Metric USAGE =
            Metric.percent("phpfpm_proc_usage_percent").type("php-fpm").help("active ones among the processes");
    private static final MetricTable PROCESS = MetricTable.builder()
            .optional(
                    "requests", integer("phpfpm_process_requests", "requests").help("requests since the process began"))
            .optional(
                    "request duration",
                    integer("phpfpm_process_request_duration", "us")
                            .help("duration of its request, or of the last one"))
            .optional(
                    "last request memory",
                    integer("phpfpm_process_last_request_memory", "bytes")
                            .help("most memory that its last request used"))
            .optional(
                    "last request cpu",
                    Metric.percent("phpfpm_process_last_request_cpu")
                            .type("php-fpm")
                            .help("processor time of its last request"))
            .build();

    private HttpRequest page = HttpRequest.get(HttpAddress.below(ADDRESS, STATS));

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("php-fpm");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("php-fpm").chart(ChartType.RATE);
    }

    @Override
    public String section() {
        return "PhpFPM";
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(POOL.metrics());
        metrics.add(USAGE);
        metrics.addAll(PROCESS.metrics());
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        URI address = HttpAddress.of(settings, ADDRESS, "stats", STATS);
        if (settings.truth("processes", false)) {
            address = URI.create(address + (address.getRawQuery() == null ? "?" : "&") + "full&json");
        }
        page = HttpRequest.from(settings, address);
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        String reply = run.http().send(page).ok();
        if (!reply.startsWith("{")) {
            PoolPage text = PoolPage.parse(reply);
            report(text.pool(), text.fields(), run);
            return;
        }
        int processesAt = reply.indexOf(PROCESSES);
        // PHP-FPM writes addresses as clients asked for them: with a quote in one, the list of processes is no JSON.
        Json json = run.json(processesAt < 0 ? reply : reply.substring(0, processesAt) + "}");
        Tags pool = Tags.of("pool", json.get("pool").toString());
        report(pool.value("pool").orElse(""), json, run);
        Optional<Json> processes = (processesAt < 0 ? json : run.json(reply)).find("processes");
        if (processes.isPresent()) {
            for (Json process : processes.get().elements()) {
                run.add(PROCESS, process, pool.and("pid", process.get("pid").toString()));
            }
        }
    }

    private static void report(String pool, Fields fields, CheckRun run) throws CheckException {
        Tags tags = Tags.of("pool", pool);
        run.add(POOL, fields, tags);
        Optional<Number> active = fields.number("active processes");
        Optional<Number> total = fields.number("total processes");
        if (active.isPresent() && total.isPresent() && total.get().longValue() > 0) {
            run.add(USAGE, PERCENT * active.get().doubleValue() / total.get().longValue(), tags);
        }
    }
}
