package io.puypuy.check.postgresql;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** Which column of which view becomes which metric. */
final class PostgresMetrics {
    /** A row of {@code pg_stat_database}. */
    static final MetricTable DATABASE = MetricTable.builder()
            .required("xact_commit", rate("xact_commit", "transactions/s", "transactions committed"))
            .required("xact_rollback", rate("xact_rollback", "transactions/s", "transactions rolled back"))
            .optional("numbackends", gauge("backends", "connections", "connections to the database"))
            .optional("blks_read", rate("blks_read", "blocks/s", "blocks read from files"))
            .optional("blks_hit", rate("blks_hit", "blocks/s", "blocks found in memory"))
            .optional("tup_returned", rate("tup_returned", "rows/s", "rows that scans looked at"))
            .optional("tup_fetched", rate("tup_fetched", "rows/s", "rows fetched by indexes"))
            .optional("tup_inserted", rate("tup_inserted", "rows/s", "rows inserted"))
            .optional("tup_updated", rate("tup_updated", "rows/s", "rows updated"))
            .optional("tup_deleted", rate("tup_deleted", "rows/s", "rows deleted"))
            .optional("conflicts", rate("conflicts", "queries/s", "queries ended by recovery, on replicas"))
            .optional("deadlocks", rate("deadlocks", "deadlocks/s", "deadlocks"))
            .optional("temp_files", rate("temp_files", "files/s", "temporary files"))
            .optional("temp_bytes", rate("temp_bytes", "bytes/s", "bytes written into temporary files"))
            .optional("blk_read_time", rate("blk_read_time", "ms/s", "time for reading; with track_io_timing"))
            .optional("blk_write_time", rate("blk_write_time", "ms/s", "time for writing; with track_io_timing"))
            .optional(
                    "checksum_failures", rate("checksum_failures", "blocks/s", "damaged blocks found; with checksums"))
            .optional("xid_age", gauge("xid_age", "transactions", "age of the oldest row that is not frozen"))
            .build();

    /** The row of {@code pg_stat_bgwriter}, which until PostgreSQL 16 has the checkpoints too. */
    static final MetricTable WRITER = MetricTable.builder()
            .optional("checkpoints_timed", rate("checkpoints_timed", "checkpoints/s", "checkpoints as scheduled"))
            .optional("checkpoints_req", rate("checkpoints_requested", "checkpoints/s", "checkpoints asked for"))
            .optional(
                    "checkpoint_write_time",
                    rate("checkpoint_write_time", "ms/s", "time in which checkpoints wrote files"))
            .optional(
                    "checkpoint_sync_time",
                    rate("checkpoint_sync_time", "ms/s", "time in which checkpoints forced files to disk"))
            .optional("buffers_checkpoint", rate("buffers_checkpoint", "buffers/s", "buffers written by checkpoints"))
            .optional("buffers_clean", rate("buffers_clean", "buffers/s", "buffers written by the background writer"))
            .optional(
                    "maxwritten_clean",
                    rate("maxwritten_clean", "stops/s", "stops of the background writer at its limit"))
            .optional(
                    "buffers_backend",
                    rate("buffers_backend", "buffers/s", "buffers written by sessions; until PostgreSQL 16"))
            .optional("buffers_alloc", rate("buffers_alloc", "buffers/s", "buffers allocated"))
            .build();

    /** The row of {@code pg_stat_checkpointer}, PostgreSQL 17. */
    static final MetricTable CHECKPOINTER = MetricTable.builder()
            .optional("num_timed", rate("checkpoints_timed", "checkpoints/s", "checkpoints as scheduled"))
            .optional("num_requested", rate("checkpoints_requested", "checkpoints/s", "checkpoints asked for"))
            .optional("write_time", rate("checkpoint_write_time", "ms/s", "time in which checkpoints wrote files"))
            .optional(
                    "sync_time", rate("checkpoint_sync_time", "ms/s", "time in which checkpoints forced files to disk"))
            .optional("buffers_written", rate("buffers_checkpoint", "buffers/s", "buffers written by checkpoints"))
            .build();

    /** What is asked about the server as a whole. */
    static final MetricTable SERVER = MetricTable.builder()
            .required("uptime", gauge("uptime", "s", "time since the server started"))
            .optional("max_connections", gauge("max_connections", "connections", "most connections that are allowed"))
            .optional("in_recovery", gauge("in_recovery", "", "1 if this is a replica, else 0"))
            .optional(
                    "replication_lag",
                    Metric.floating("postgresql_replication_lag", "s")
                            .type("postgresql")
                            .help("how far this replica is behind, in time"))
            .optional(
                    "oldest_transaction",
                    Metric.floating("postgresql_oldest_transaction", "s")
                            .type("postgresql")
                            .help("age of the oldest open transaction of a client"))
            .build();

    static final Metric CONNECTIONS = gauge("connections", "connections", "connections of clients");
    static final Metric LOCKS = gauge("locks", "locks", "locks held or awaited");
    static final Metric LOCKS_WAITING = gauge("locks_waiting", "locks", "locks that somebody waits for");
    static final Metric REPLICA_LAG_BYTES =
            gauge("replica_lag_bytes", "bytes", "log that a replica has not yet replayed");
    static final Metric DATABASE_SIZE = gauge("database_size", "bytes", "size of the database's files");
    static final Metric CUSTOM = Metric.floating("postgresql_custom_query", "")
            .type("postgresql")
            .help("what a query of the settings gives");
    static final Metric UP = gauge("up", "", "1 if the server could be asked, else 0");

    private PostgresMetrics() {}

    /** All of them, in the order of the README. */
    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(DATABASE.metrics());
        all.add(DATABASE_SIZE);
        all.addAll(WRITER.metrics());
        all.addAll(SERVER.metrics());
        all.addAll(List.of(CONNECTIONS, LOCKS, LOCKS_WAITING, REPLICA_LAG_BYTES, CUSTOM, UP));
        return all;
    }

    private static Metric gauge(String name, String unit, String help) {
        return Metric.integer("postgresql_" + name, unit).type("postgresql").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate("postgresql_" + name, unit)
                .type("postgresql")
                .chart(ChartType.RATE)
                .help(help);
    }
}
