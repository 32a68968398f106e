package io.puypuy.check.etcd;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;

/** Metrics of the page that have no labels, and what they are sent as. */
final class EtcdTable {
    private EtcdTable() {}

    static MetricTable make() {
        MetricTable.Builder table = MetricTable.builder();
        addServer(table);
        addDurations(table);
        addDebugging(table);
        addProcess(table);
        return table.build();
    }

    private static void addServer(MetricTable.Builder table) {
        table.required(
                "etcd_server_has_leader",
                gauge("etcd_server_has_leader", "").help("1 if the member knows a leader, else 0"));
        table.optional(
                "etcd_server_is_leader",
                gauge("etcd_server_is_leader", "").help("1 if the member is the leader, else 0"));
        table.optional(
                "etcd_server_leader_changes_seen_total",
                rate("etcd_server_leader_changes", "changes/s").help("changes of the leader that the member saw"));
        table.optional(
                "etcd_server_proposals_committed_total",
                rate("etcd_server_proposals_committed", "proposals/s").help("proposals on which the cluster agreed"));
        table.optional(
                "etcd_server_proposals_applied_total",
                rate("etcd_server_proposals_applied", "proposals/s").help("proposals that the member carried out"));
        table.optional(
                "etcd_server_proposals_failed_total",
                rate("etcd_server_proposals_failed", "proposals/s").help("proposals that came to nothing"));
        table.optional(
                "etcd_server_proposals_pending",
                gauge("etcd_server_proposals_pending", "proposals").help("proposals that wait"));
        table.optional(
                "etcd_mvcc_db_total_size_in_bytes",
                gauge("etcd_mvcc_db_total_size", "bytes").help("size of the database file"));
        table.optional(
                "etcd_mvcc_db_total_size_in_use_in_bytes",
                gauge("etcd_mvcc_db_total_size_in_use", "bytes").help("part of it that is in use"));
        table.optional(
                "etcd_server_quota_backend_bytes",
                gauge("etcd_server_quota_backend_bytes", "bytes").help("size at which etcd refuses to write"));
        table.optional(
                "etcd_network_client_grpc_received_bytes_total",
                rate("etcd_network_client_grpc_received_bytes", "bytes/s").help("received from clients"));
        table.optional(
                "etcd_network_client_grpc_sent_bytes_total",
                rate("etcd_network_client_grpc_sent_bytes", "bytes/s").help("sent to clients"));
    }

    private static void addDurations(MetricTable.Builder table) {
        durations(table, "etcd_disk_wal_fsync_duration_seconds", "s", "syncs", "syncs of the log to the disk");
        durations(table, "etcd_disk_backend_commit_duration_seconds", "s", "commits", "commits of the database");
        durations(table, "etcd_disk_backend_defrag_duration_seconds", "s", "runs", "defragmentations of the database");
        durations(table, "etcd_disk_backend_snapshot_duration_seconds", "s", "snapshots", "snapshots of the database");
        durations(table, "etcd_mvcc_hash_duration_seconds", "s", "hashes", "hashes over the database");
        durations(
                table,
                "etcd_mvcc_hash_rev_duration_seconds",
                "s",
                "hashes",
                "hashes over the database up to a revision");
        durations(
                table, "etcd_snap_db_fsync_duration_seconds", "s", "syncs", "syncs of a received database to the disk");
        durations(table, "etcd_snap_db_save_total_duration_seconds", "s", "snapshots", "saves of a received database");
        durations(table, "etcd_snap_fsync_duration_seconds", "s", "syncs", "syncs of a snapshot to the disk");
    }

    // Names that etcd may change in any release, say its authors.
    private static void addDebugging(MetricTable.Builder table) {
        durations(
                table,
                "etcd_debugging_disk_backend_commit_rebalance_duration_seconds",
                "s",
                "commits",
                "balancings of the tree within commits");
        durations(
                table,
                "etcd_debugging_disk_backend_commit_spill_duration_seconds",
                "s",
                "commits",
                "splittings of pages within commits");
        durations(
                table,
                "etcd_debugging_disk_backend_commit_write_duration_seconds",
                "s",
                "commits",
                "writings of pages within commits");
        durations(table, "etcd_debugging_lease_ttl_total", "s", "leases", "leases that were granted");
        durations(
                table,
                "etcd_debugging_mvcc_db_compaction_pause_duration_milliseconds",
                "ms",
                "pauses",
                "pauses of the database for compactions");
        durations(
                table,
                "etcd_debugging_mvcc_db_compaction_total_duration_milliseconds",
                "ms",
                "compactions",
                "compactions of the database");
        durations(
                table,
                "etcd_debugging_mvcc_index_compaction_pause_duration_milliseconds",
                "ms",
                "pauses",
                "pauses of the index for compactions");
        durations(
                table,
                "etcd_debugging_snap_save_marshalling_duration_seconds",
                "s",
                "snapshots",
                "conversions of snapshots to bytes");
        durations(table, "etcd_debugging_snap_save_total_duration_seconds", "s", "snapshots", "saves of snapshots");
    }

    private static void addProcess(MetricTable.Builder table) {
        table.optional(
                "go_gc_duration_seconds_sum",
                rate("etcd_go_gc_duration_seconds_sum", "s/s").help("pauses for the collection of garbage"));
        table.optional(
                "go_gc_duration_seconds_count",
                rate("etcd_go_gc_duration_seconds_count", "collections/s").help("collections of garbage"));
        table.optional(
                "process_cpu_seconds_total",
                rate("etcd_process_cpu_seconds_total", "s/s").help("processor time"));
        table.optional(
                "process_max_fds",
                gauge("etcd_process_max_fds", "descriptors").help("most descriptors that may be open"));
        table.optional(
                "process_open_fds",
                gauge("etcd_process_open_fds", "descriptors").help("open descriptors"));
        table.optional(
                "process_resident_memory_bytes",
                gauge("etcd_process_resident_memory_bytes", "bytes").help("memory in use"));
        table.optional(
                "process_start_time_seconds",
                floating("etcd_process_start_time_seconds", "s").help("start of the process, since 1970"));
        table.optional(
                "process_virtual_memory_bytes",
                gauge("etcd_process_virtual_memory_bytes", "bytes").help("address space"));
        table.optional(
                "process_virtual_memory_max_bytes",
                gauge("etcd_process_virtual_memory_max_bytes", "bytes")
                        .help("limit of the address space; not if there is none"));
    }

    /** Sum and count of a histogram. */
    private static void durations(MetricTable.Builder table, String name, String unit, String events, String help) {
        table.optional(name + "_sum", rate(name + "_sum", unit + "/s").help("time of " + help));
        table.optional(name + "_count", rate(name + "_count", events + "/s").help("number of " + help));
    }

    static Metric gauge(String name, String unit) {
        return Metric.integer(name, unit).type("etcd");
    }

    static Metric floating(String name, String unit) {
        return Metric.floating(name, unit).type("etcd");
    }

    static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("etcd").chart(ChartType.RATE);
    }
}
