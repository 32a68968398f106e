package io.puypuy.check.redis;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.api.read.DistinctNames;
import io.puypuy.api.read.HitShare;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of INFO becomes which metric. Most fields are there or not with the version, and with the role of the server. */
final class RedisMetrics {
    private static final MetricTable TABLE = MetricTable.builder()
            .required(
                    "connected_clients",
                    integer("redis_connected_clients", "clients")
                            .help("connections of clients, without those of replicas"))
            .optional("used_memory", integer("redis_used_memory", "bytes").help("memory that Redis has asked for"))
            .optional(
                    "used_memory_rss",
                    integer("redis_used_memory_rss", "bytes").help("memory that the system has given to it"))
            .optional(
                    "used_memory_peak",
                    integer("redis_used_memory_peak", "bytes").help("most memory that it has ever asked for"))
            .required(
                    "uptime_in_seconds", integer("redis_uptime_in_seconds", "s").help("time since the start"))
            .optional(
                    "mem_fragmentation_ratio",
                    floating("redis_mem_fragmentation_ratio", "ratio")
                            .help("memory given by the system, divided by the memory asked for"))
            .optional(
                    "rdb_changes_since_last_save",
                    integer("redis_rdb_changes_since_last_save", "changes").help("changes that no dump has yet"))
            .optional(
                    "rdb_bgsave_in_progress",
                    integer("redis_rdb_bgsave_in_progress", "").help("1 while a dump is being written, else 0"))
            .optional(
                    "rdb_last_bgsave_time_sec",
                    integer("redis_rdb_last_bgsave_time_sec", "s")
                            .help("how long the last dump took; -1 if there was none"))
            .optional(
                    "rdb_current_bgsave_time_sec",
                    integer("redis_rdb_current_bgsave_time_sec", "s")
                            .help("how long the dump under way has taken; -1 if there is none"))
            .required(
                    "total_commands_processed",
                    rate("redis_total_commands_processed", "commands/s").help("commands carried out"))
            .optional(
                    "expired_keys", rate("redis_expired_keys", "keys/s").help("keys removed because their time was up"))
            .optional(
                    "evicted_keys",
                    rate("redis_evicted_keys", "keys/s").help("keys removed because the memory was full"))
            .optional(
                    "total_net_input_bytes",
                    rate("redis_total_net_input_bytes", "bytes/s").help("bytes received"))
            .optional(
                    "total_net_output_bytes",
                    rate("redis_total_net_output_bytes", "bytes/s").help("bytes sent"))
            .optional("keyspace_hits", rate("redis_keyspace_hits", "lookups/s").help("lookups of keys that are there"))
            .optional(
                    "keyspace_misses",
                    rate("redis_keyspace_misses", "lookups/s").help("lookups of keys that are not there"))
            .optional(
                    "instantaneous_ops_per_sec",
                    integer("redis_instantaneous_ops_per_sec", "commands/s")
                            .help("commands per second, as Redis itself measures it"))
            .optional(
                    "blocked_clients",
                    integer("redis_blocked_clients", "clients").help("clients that wait in a blocking command"))
            .optional(
                    "rejected_connections",
                    rate("redis_rejected_connections", "connections/s")
                            .help("connections refused because maxclients was reached"))
            .optional(
                    "maxmemory",
                    integer("redis_maxmemory", "bytes").help("most memory for data; 0 if there is no limit"))
            .optional(
                    "connected_slaves",
                    integer("redis_connected_slaves", "replicas").help("replicas that are connected"))
            .optional("used_cpu_sys", rate("redis_used_cpu_sys", "s/s").help("processor time in the kernel"))
            .optional("used_cpu_user", rate("redis_used_cpu_user", "s/s").help("processor time outside the kernel"))
            .build();
    private static final Metric HIT_PERCENT =
            percent("redis_hit_percent").help("lookups since the run before that found their key");
    private static final Metric DB_KEYS = integer("redis_db_keys", "keys").help("keys of a database");
    private static final Metric DB_EXPIRES =
            integer("redis_db_expires", "keys").help("keys of a database that have a time to live");
    private static final Metric MASTER_LINK_UP =
            integer("redis_master_link_up", "").help("of a replica: 1 if it is connected to its master, else 0");
    private static final Metric REPLICA_LAG =
            integer("redis_repl_lag", "s").help("of a master: time since a replica that is online was last heard of");
    private static final Metric LAST_DUMP_OK =
            integer("redis_rdb_last_bgsave_ok", "").help("1 if the last dump was written, else 0");
    private static final Metric LAST_WRITE_OK = integer("redis_aof_last_write_ok", "")
            .help("1 if the last write to the append only file succeeded, else 0");

    private static final Set<String> UNDEFINED = Set.of("nan", "-nan", "inf");
    private static final Pattern DATABASE = Pattern.compile("db(\\d{1,9})");
    private static final Pattern KEYS = Pattern.compile("keys=(\\d{1,18}),expires=(\\d{1,18})(?:,.*)?");
    private static final Pattern REPLICA = Pattern.compile("slave(\\d{1,9})");
    private static final Pattern ONLINE =
            Pattern.compile("ip=([^,]+),port=(\\d+),state=online,(?:.*,)?lag=(\\d{1,18})(?:,.*)?");

    private final HitShare hits = new HitShare();

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("redis");
    }

    private static Metric floating(String name, String unit) {
        return Metric.floating(name, unit).type("redis");
    }

    private static Metric percent(String name) {
        return Metric.percent(name).type("redis");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("redis").chart(ChartType.RATE);
    }

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(TABLE.metrics());
        all.addAll(List.of(HIT_PERCENT, DB_KEYS, DB_EXPIRES, MASTER_LINK_UP, REPLICA_LAG, LAST_DUMP_OK, LAST_WRITE_OK));
        return List.copyOf(all);
    }

    void report(KeyValueText info, CheckRun run) throws CheckException {
        run.add(TABLE, field -> isUndefined(field, info) ? Optional.empty() : info.number(field), Tags.none());
        hits(info, run);
        state(info, "master_link_status", "up", MASTER_LINK_UP, run);
        state(info, "rdb_last_bgsave_status", "ok", LAST_DUMP_OK, run);
        state(info, "aof_last_write_status", "ok", LAST_WRITE_OK, run);
        for (Map.Entry<String, String> line : info.values().entrySet()) {
            database(line, run);
        }
        replicas(info, run);
    }

    // Until Redis has looked at its memory for the first time, it divides 0 by 0.
    private static boolean isUndefined(String field, KeyValueText info) {
        return UNDEFINED.contains(info.text(field).orElse(""));
    }

    private void hits(KeyValueText info, CheckRun run) throws CheckException {
        Optional<Number> found = info.number("keyspace_hits");
        Optional<Number> missed = info.number("keyspace_misses");
        if (found.isPresent() && missed.isPresent()) {
            OptionalDouble percent =
                    hits.percent(found.get().longValue(), missed.get().longValue());
            percent.ifPresent(value -> run.add(HIT_PERCENT, value));
        }
    }

    private static void state(KeyValueText info, String field, String good, Metric metric, CheckRun run) {
        info.text(field).ifPresent(word -> run.add(metric, word.equals(good) ? 1 : 0));
    }

    private static void database(Map.Entry<String, String> line, CheckRun run) {
        Matcher name = DATABASE.matcher(line.getKey());
        Matcher keys = KEYS.matcher(line.getValue());
        if (name.matches() && keys.matches()) {
            Tags database = Tags.of("db", name.group(1));
            run.add(DB_KEYS, Long.parseLong(keys.group(1)), database);
            run.add(DB_EXPIRES, Long.parseLong(keys.group(2)), database);
        }
    }

    // One that is still being filled says a lag of 0.
    private static void replicas(KeyValueText info, CheckRun run) {
        Map<String, Matcher> online = new LinkedHashMap<>();
        Map<String, String> addresses = new LinkedHashMap<>();
        info.values().forEach((field, text) -> {
            Matcher number = REPLICA.matcher(field);
            Matcher replica = ONLINE.matcher(text);
            if (number.matches() && replica.matches()) {
                online.put(number.group(1), replica);
                addresses.put(number.group(1), replica.group(1) + ":" + replica.group(2));
            }
        });
        // Those behind one address translation have one address.
        Map<String, String> names = DistinctNames.of(addresses);
        online.forEach((number, replica) -> {
            Tags tags = Tags.of("replica", names.getOrDefault(number, number));
            run.add(REPLICA_LAG, Long.parseLong(replica.group(3)), tags);
        });
    }
}
