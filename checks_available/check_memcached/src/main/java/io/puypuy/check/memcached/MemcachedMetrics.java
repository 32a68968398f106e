package io.puypuy.check.memcached;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HitShare;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which statistic becomes which metric. All but a few are there or not with the version and the options of the server. */
final class MemcachedMetrics {
    private static final MetricTable TABLE = MetricTable.builder()
            .required(
                    "curr_connections",
                    integer("memcached_curr_connections", "connections").help("open connections"))
            .optional("curr_items", integer("memcached_curr_items", "items").help("items that are stored"))
            .optional("rusage_user", rate("memcached_rusage_user", "s/s").help("processor time outside the kernel"))
            .optional("rusage_system", rate("memcached_rusage_system", "s/s").help("processor time in the kernel"))
            .optional(
                    "get_misses",
                    rate("memcached_get_misses", "misses/s").help("keys that were asked for and not there"))
            .optional(
                    "incr_misses",
                    rate("memcached_incr_misses", "misses/s").help("keys that were to be increased and not there"))
            .optional(
                    "evictions",
                    rate("memcached_evictions", "items/s").help("items removed before their time, to make room"))
            .optional(
                    "limit_maxbytes",
                    integer("memcached_limit_maxbytes", "bytes").help("most memory for items"))
            .required("cmd_get", rate("memcached_cmd_get", "commands/s").help("keys asked for"))
            .required("cmd_set", rate("memcached_cmd_set", "commands/s").help("items that were to be stored"))
            .optional("get_hits", rate("memcached_get_hits", "hits/s").help("keys that were asked for and there"))
            .optional(
                    "delete_misses",
                    rate("memcached_delete_misses", "misses/s").help("keys that were to be deleted and not there"))
            .optional("delete_hits", rate("memcached_delete_hits", "hits/s").help("keys that were deleted"))
            .optional("bytes", integer("memcached_bytes", "bytes").help("memory that the stored items take"))
            .optional("bytes_read", rate("memcached_bytes_read", "bytes/s").help("bytes received"))
            .optional(
                    "bytes_written", rate("memcached_bytes_written", "bytes/s").help("bytes sent"))
            .optional(
                    "slab_reassign_evictions_nomem",
                    rate("memcached_slab_reassign_evictions_nomem", "items/s")
                            .help("items removed while pages moved between slabs, for want of memory"))
            .optional(
                    "extstore_page_evictions",
                    rate("memcached_extstore_page_evictions", "pages/s")
                            .help("pages of the external store given up, to make room"))
            .optional(
                    "extstore_limit_maxbytes",
                    integer("memcached_extstore_limit_maxbytes", "bytes").help("most bytes of the external store"))
            .optional(
                    "extstore_bytes_read",
                    rate("memcached_extstore_bytes_read", "bytes/s").help("bytes read from the external store"))
            .optional(
                    "extstore_bytes_written",
                    rate("memcached_extstore_bytes_written", "bytes/s").help("bytes written to the external store"))
            .required("uptime", integer("memcached_uptime", "s").help("time since the start"))
            .optional(
                    "total_connections",
                    rate("memcached_total_connections", "connections/s").help("connections opened"))
            .optional("total_items", rate("memcached_total_items", "items/s").help("items stored"))
            .optional(
                    "listen_disabled_num",
                    rate("memcached_listen_disabled_num", "times/s")
                            .help("how often the most connections were reached"))
            .optional(
                    "rejected_connections",
                    rate("memcached_rejected_connections", "connections/s")
                            .help("connections refused because the most were reached"))
            .optional(
                    "max_connections",
                    integer("memcached_max_connections", "connections").help("most connections"))
            .optional(
                    "cas_misses",
                    rate("memcached_cas_misses", "misses/s")
                            .help("keys that were to be compared and swapped and not there"))
            .optional("cas_hits", rate("memcached_cas_hits", "hits/s").help("items that were compared and swapped"))
            .optional("cmd_touch", rate("memcached_cmd_touch", "commands/s").help("items that were to live longer"))
            .optional("cmd_flush", rate("memcached_cmd_flush", "commands/s").help("orders to forget everything"))
            .optional("threads", integer("memcached_threads", "threads").help("threads that serve clients"))
            .build();
    private static final Metric HIT_PERCENT =
            percent("memcached_hit_percent").help("keys asked for since the run before that were there");

    private final HitShare hits = new HitShare();

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("memcached");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("memcached").chart(ChartType.RATE);
    }

    private static Metric percent(String name) {
        return Metric.percent(name).type("memcached");
    }

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(TABLE.metrics());
        all.add(HIT_PERCENT);
        return List.copyOf(all);
    }

    void report(KeyValueText stats, CheckRun run) throws CheckException {
        run.add(TABLE, stats, Tags.none());
        Optional<Number> found = stats.number("get_hits");
        Optional<Number> missed = stats.number("get_misses");
        if (found.isPresent() && missed.isPresent()) {
            hits.percent(found.get().longValue(), missed.get().longValue())
                    .ifPresent(value -> run.add(HIT_PERCENT, value));
        }
    }
}
