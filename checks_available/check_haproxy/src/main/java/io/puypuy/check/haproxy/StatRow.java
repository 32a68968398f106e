package io.puypuy.check.haproxy;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.api.read.CsvTable;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the statistics. Columns are found by name, for versions add some; one that is empty or missing gives no point.
 *
 * @param name FRONTEND, BACKEND, or that of the server
 */
record StatRow(Kind kind, String proxy, String name, CsvTable.Row cells) {
    /** What a line is about. */
    enum Kind {
        FRONTEND,
        BACKEND,
        SERVER,
        /** One address of a frontend; its numbers are among those of the frontend. */
        LISTENER
    }

    private static final String LISTENER_TYPE = "3";

    static final Metric UP = integer("haproxy_up", "")
            .help("1 if it is open or up, else 0; without tags: 1 if the statistics could be read");

    private static final MetricTable BACKEND = MetricTable.builder()
            .optional("rate", now("haproxy_rate", "sessions/s").help("sessions of the last second"))
            .optional("rate_max", now("haproxy_rate_max", "sessions/s").help("most sessions of one second"))
            .optional(
                    "reuse",
                    rate("haproxy_reuse", "connections/s").help("requests over a connection that was open already"))
            .build();
    private static final MetricTable FRONTEND = MetricTable.builder()
            .optional("req_rate", now("haproxy_req_rate", "requests/s").help("requests of the last second"))
            .optional("req_rate_max", now("haproxy_req_rate_max", "requests/s").help("most requests of one second"))
            .optional("conn_rate", now("haproxy_conn_rate", "connections/s").help("connections of the last second"))
            .optional(
                    "conn_rate_max",
                    now("haproxy_conn_rate_max", "connections/s").help("most connections of one second"))
            .optional("conn_tot", rate("haproxy_conn_tot", "connections/s").help("connections"))
            .build();
    private static final MetricTable CACHE = MetricTable.builder()
            .optional(
                    "cache_lookups", rate("haproxy_cache_lookups", "lookups/s").help("answers looked for in the cache"))
            .optional("cache_hits", rate("haproxy_cache_hits", "hits/s").help("answers found in the cache"))
            .build();
    private static final MetricTable LOAD = MetricTable.builder()
            .optional("rate", now("haproxy_connrate", "sessions/s").help("sessions of the last second"))
            .optional("scur", integer("haproxy_sessions", "sessions").help("sessions now"))
            .optional("qcur", integer("haproxy_queue", "requests").help("requests that wait for a server"))
            .build();
    private static final MetricTable TOTALS = MetricTable.builder()
            .optional("bin", rate("haproxy_bytes_in", "bytes/s").help("received"))
            .optional("bout", rate("haproxy_bytes_out", "bytes/s").help("sent"))
            .optional("stot", rate("haproxy_sessions_total", "sessions/s").help("sessions"))
            .optional(
                    "ereq",
                    rate("haproxy_request_errors", "requests/s").help("requests that were faulty or broken off"))
            .optional(
                    "econ",
                    rate("haproxy_connect_errors", "requests/s").help("requests for which no server could be reached"))
            .optional(
                    "eresp",
                    rate("haproxy_response_errors", "responses/s")
                            .help("answers of servers that were faulty or broken off"))
            .optional(
                    "wretr",
                    rate("haproxy_retries", "connections/s").help("connections to a server that were tried again"))
            .optional(
                    "wredis",
                    rate("haproxy_redispatches", "requests/s").help("requests that were given to another server"))
            .optional(
                    "chkfail",
                    integer("haproxy_check_failures", "checks").help("health checks that failed since the start"))
            .optional("downtime", integer("haproxy_downtime", "s").help("time without service since the start"))
            .build();
    private static final MetricTable MEMBERS = MetricTable.builder()
            .optional("act", integer("haproxy_active_servers", "servers").help("servers in use"))
            .optional("bck", integer("haproxy_backup_servers", "servers").help("servers in reserve"))
            .build();

    private static final Metric HTTP_RESPONSE =
            rate("haproxy_http_response", "responses/s").help("answers with a status of that class");
    private static final Metric DENIED = rate("haproxy_denied", "1/s").help("requests or responses that rules denied");
    private static final Metric TIME =
            integer("haproxy_time", "ms").help("duration of that phase, average of the last 1024 requests");

    private static final Map<String, String> CLASSES = Map.of(
            "hrsp_1xx",
            "1xx",
            "hrsp_2xx",
            "2xx",
            "hrsp_3xx",
            "3xx",
            "hrsp_4xx",
            "4xx",
            "hrsp_5xx",
            "5xx",
            "hrsp_other",
            "other");
    private static final Map<String, String> KINDS = Map.of("dreq", "request", "dresp", "response");
    private static final Map<String, String> PHASES =
            Map.of("qtime", "queue", "ctime", "connect", "rtime", "response", "ttime", "total");

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("haproxy");
    }

    /** HAProxy's own rates. */
    private static Metric now(String name, String unit) {
        return integer(name, unit).chart(ChartType.RATE);
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("haproxy").chart(ChartType.RATE);
    }

    static List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (MetricTable table : List.of(BACKEND, FRONTEND, CACHE, LOAD, TOTALS, MEMBERS)) {
            metrics.addAll(table.metrics());
        }
        metrics.addAll(List.of(HTTP_RESPONSE, DENIED, TIME, UP));
        return metrics;
    }

    /**
     * The line with these cells.
     *
     * @throws CheckException if it names nothing
     */
    static StatRow of(CsvTable.Row cells) throws CheckException {
        Optional<String> proxy = cells.text("pxname");
        Optional<String> name = cells.text("svname");
        if (proxy.isEmpty() || name.isEmpty()) {
            throw new CheckException("a line of the statistics has no pxname or no svname");
        }
        return new StatRow(kind(name.get(), cells), proxy.get(), name.get(), cells);
    }

    private static Kind kind(String name, CsvTable.Row cells) {
        return switch (name) {
            case "FRONTEND" -> Kind.FRONTEND;
            case "BACKEND" -> Kind.BACKEND;
            default -> LISTENER_TYPE.equals(cells.text("type").orElse("")) ? Kind.LISTENER : Kind.SERVER;
        };
    }

    void report(CheckRun run) throws CheckException {
        switch (kind) {
            case FRONTEND -> {
                run.add(FRONTEND, cells, Tags.of("appname", proxy));
                // A frontend and a backend may have the same name, and both may have a cache.
                run.add(CACHE, cells, Tags.of("frontend", proxy));
                reportEach(Tags.of("frontend", proxy), run);
            }
            case BACKEND -> {
                run.add(BACKEND, cells, Tags.of("appname", proxy));
                run.add(CACHE, cells, Tags.of("appname", proxy));
                run.add(MEMBERS, cells, Tags.of("proxy", proxy).and("sv", name));
                reportEach(Tags.of("backend", proxy), run);
            }
            case SERVER -> reportEach(Tags.of("upstream", name).and("proxy", proxy), run);
            case LISTENER -> {
                // Nothing that is not among the frontend's.
            }
        }
    }

    private void reportEach(Tags load, CheckRun run) throws CheckException {
        run.add(LOAD, cells, load);
        Tags tags = Tags.of("proxy", proxy).and("sv", name);
        String status = cells.text("status").orElse("");
        // Of a server without health checks HAProxy does not know whether it is up.
        if (!status.isEmpty() && !status.equals("no check")) {
            run.add(UP, status.startsWith("UP") || status.startsWith("OPEN") ? 1 : 0, tags);
        }
        run.add(TOTALS, cells, tags);
        add(HTTP_RESPONSE, CLASSES, "class", tags, run);
        add(DENIED, KINDS, "kind", tags, run);
        add(TIME, PHASES, "phase", tags, run);
    }

    private void add(Metric metric, Map<String, String> columns, String tag, Tags tags, CheckRun run)
            throws CheckException {
        for (Map.Entry<String, String> column : columns.entrySet()) {
            Optional<Number> number = cells.number(column.getKey());
            if (number.isPresent()) {
                run.add(metric, number.get().longValue(), tags.and(tag, column.getValue()));
            }
        }
    }
}
