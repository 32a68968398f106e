package io.puypuy.check.varnish;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** Which counter becomes which metric. Totals that former releases sent as they were are rates here. */
final class VarnishMetrics {
    static final MetricTable TABLE = MetricTable.builder()
            .optional("MAIN.sess_conn", rate("varnish_sess_conn", "sessions/s", "sessions accepted"))
            .optional("MAIN.client_req", rate("varnish_client_req", "requests/s", "good requests of clients"))
            .optional("MAIN.cache_hit", rate("varnish_cache_hit", "hits/s", "requests answered from the cache"))
            .optional("MAIN.cache_miss", rate("varnish_cache_miss", "misses/s", "requests fetched and then cached"))
            .optional(
                    "MAIN.cache_hitpass",
                    rate("varnish_cache_hitpass", "hits/s", "hits of objects that say: do not cache, pass"))
            .optional(
                    "MAIN.cache_hitmiss",
                    rate("varnish_cache_hitmiss", "hits/s", "hits of objects that say: do not cache, miss"))
            .optional(
                    "MAIN.cache_hit_grace",
                    rate("varnish_cache_hit_grace", "hits/s", "hits of objects that had expired, and were in grace"))
            .optional("MAIN.threads", gauge("varnish_threads", "threads", "worker threads"))
            .optional("MAIN.threads_created", rate("varnish_threads_created", "threads/s", "threads created"))
            .optional("MAIN.threads_failed", rate("varnish_threads_failed", "threads/s", "threads not to be created"))
            .optional(
                    "MAIN.threads_limited",
                    rate("varnish_threads_limited", "threads/s", "threads wanted beyond the most allowed"))
            .optional(
                    "MAIN.thread_queue_len",
                    gauge("varnish_thread_queue_len", "sessions", "sessions that wait for a thread"))
            .optional(
                    "MAIN.sess_queued",
                    rate("varnish_sess_queued", "sessions/s", "sessions that had to wait for a thread"))
            .optional(
                    "MAIN.sess_dropped",
                    rate("varnish_sess_dropped", "sessions/s", "sessions dropped, as there was no thread"))
            .optional("MAIN.sess_fail", rate("varnish_sess_fail", "sessions/s", "sessions that could not be accepted"))
            .optional("MAIN.backend_conn", rate("varnish_backend_conn", "connections/s", "connections to backends"))
            .optional(
                    "MAIN.backend_recycle",
                    rate("varnish_backend_recycle", "connections/s", "backend connections kept for reuse"))
            .optional(
                    "MAIN.backend_reuse",
                    rate("varnish_backend_reuse", "connections/s", "backend connections used again"))
            .optional(
                    "MAIN.backend_toolate",
                    rate(
                            "varnish_backend_toolate",
                            "connections/s",
                            "backend connections closed before reuse; Varnish 4.0 only"))
            .optional(
                    "MAIN.backend_fail",
                    rate("varnish_backend_fail", "connections/s", "connections to backends that failed"))
            .optional(
                    "MAIN.backend_unhealthy",
                    rate("varnish_backend_unhealthy", "connections/s", "backends not asked, being unhealthy"))
            .optional(
                    "MAIN.backend_busy",
                    rate("varnish_backend_busy", "connections/s", "backends not asked, having too many connections"))
            .optional("MAIN.backend_req", rate("varnish_backend_req", "requests/s", "requests to backends"))
            .optional("MAIN.fetch_failed", rate("varnish_fetch_failed", "fetches/s", "fetches that failed"))
            .optional("MAIN.n_object", gauge("varnish_n_object", "objects", "objects in the cache"))
            .optional("MAIN.n_expired", rate("varnish_n_expired", "objects/s", "objects that expired"))
            .optional(
                    "MAIN.n_lru_nuked",
                    rate("varnish_n_lru_nuked", "objects/s", "objects removed to make room for others"))
            .optional("MAIN.uptime", gauge("varnish_uptime", "s", "age of the child process"))
            .build();

    static final Metric CHILD_RESTARTS = rate(
            "varnish_child_restarts", "starts/s", "starts of the child process after a signal or a panic ended it");
    static final Metric HIT_PERCENT = Metric.percent("varnish_hit_percent")
            .type("varnish")
            .help("share of hits in hits and misses since the last run");
    static final Metric STORAGE_BYTES = gauge("varnish_storage_bytes", "bytes", "storage in use");
    static final Metric STORAGE_SPACE = gauge("varnish_storage_space", "bytes", "storage that is free");
    static final Metric BACKEND_HAPPY =
            gauge("varnish_backend_happy", "", "1 if the last probe of the backend went well, else 0");
    static final Metric BACKEND_FAILURES =
            rate("varnish_backend_failures", "connections/s", "connections to the backend that failed");

    private VarnishMetrics() {}

    /** All of them, in the order of the README. */
    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(TABLE.metrics());
        all.addAll(List.of(CHILD_RESTARTS, HIT_PERCENT, STORAGE_BYTES, STORAGE_SPACE, BACKEND_HAPPY, BACKEND_FAILURES));
        return all;
    }

    private static Metric gauge(String name, String unit, String help) {
        return Metric.integer(name, unit).type("varnish").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("varnish").chart(ChartType.RATE).help(help);
    }
}
