package io.puypuy.check.zookeeper;

import io.puypuy.api.ChartType;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Tags;
import io.puypuy.api.read.FieldNumber;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.MetricTable;
import io.puypuy.api.read.NameFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which value of mntr becomes which metric. Nothing in the answer says what is a total and what is a state: the table does, after
 * ZooKeeper's class ServerMetrics and its users. What later versions add is sent as it is.
 */
final class ZookeeperMetrics {
    static final Metric OK = integer("zk_ok", "")
            .help("1 if the server says to ruok that it is all right; none while it cannot be asked");

    private static final MetricTable TABLE = MetricTable.builder()
            .required(rate("zk_packets_received", "packets/s").help("packets received"))
            .required(rate("zk_packets_sent", "packets/s").help("packets sent"))
            .optional(floating("zk_avg_latency", "ms").help("mean time to answer a request, since the start"))
            .optional(floating("zk_max_latency", "ms").help("longest time to answer a request, since the start"))
            .optional(floating("zk_min_latency", "ms").help("shortest time to answer a request, since the start"))
            .optional(integer("zk_num_alive_connections", "connections").help("open connections of clients"))
            .optional(integer("zk_outstanding_requests", "requests").help("requests that wait"))
            .optional(integer("zk_znode_count", "nodes").help("nodes of the tree"))
            .optional(integer("zk_watch_count", "watches").help("watches that are set"))
            .optional(integer("zk_ephemerals_count", "nodes").help("nodes that go with their session"))
            .optional(integer("zk_approximate_data_size", "bytes").help("about what the tree takes"))
            .optional(integer("zk_open_file_descriptor_count", "files").help("open files and sockets"))
            .optional(integer("zk_max_file_descriptor_count", "files").help("most open files and sockets"))
            .optional(integer("zk_followers", "followers").help("followers of a leader; 3.4 and 3.5"))
            .optional(integer("zk_synced_followers", "followers").help("followers of a leader that are up to date"))
            .optional(integer("zk_pending_syncs", "syncs").help("syncs with followers that a leader has under way"))
            .optional(integer("zk_learners", "learners").help("followers and observers of a leader; 3.6 and later"))
            .optional(integer("zk_synced_observers", "observers").help("observers of a leader that are up to date"))
            .optional(integer("zk_synced_non_voting_followers", "followers")
                    .help("followers of a leader that are up to date and do not vote"))
            .optional(integer("zk_quorum_size", "servers").help("servers of the ensemble that vote"))
            .optional(integer("zk_uptime", "ms").help("time since the start"))
            .optional(integer("zk_leader_uptime", "ms").help("time since this server leads"))
            .optional(integer("zk_global_sessions", "sessions").help("sessions that the whole ensemble knows"))
            .optional(integer("zk_local_sessions", "sessions").help("sessions that this server alone knows"))
            .optional(rate("zk_connection_rejected", "connections/s")
                    .help("connections refused because the most were reached"))
            .optional(floating("zk_connection_drop_probability", "")
                    .help("how likely a new connection is dropped to spare the server, 0 to 1"))
            .optional(integer("zk_outstanding_tls_handshake", "handshakes").help("handshakes of TLS under way"))
            .optional(integer("zk_last_client_response_size", "bytes")
                    .help("size of the last answer; -1 if there was none"))
            .optional(integer("zk_max_client_response_size", "bytes")
                    .help("size of the largest answer; -1 if there was none"))
            .optional(integer("zk_min_client_response_size", "bytes")
                    .help("size of the smallest answer; -1 if there was none"))
            .optional(integer("zk_last_proposal_size", "bytes")
                    .help("of a leader: size of the last proposal; -1 if there was none"))
            .optional(integer("zk_max_proposal_size", "bytes")
                    .help("of a leader: size of the largest proposal; -1 if there was none"))
            .optional(integer("zk_min_proposal_size", "bytes")
                    .help("of a leader: size of the smallest proposal; -1 if there was none"))
            .optional(rate("zk_auth_failed_count", "logins/s").help("logins that failed"))
            .optional(rate("zk_non_mtls_remote_conn_count", "connections/s")
                    .help("connections from elsewhere without a certificate of the client"))
            .optional(rate("zk_non_mtls_local_conn_count", "connections/s")
                    .help("connections from this machine without a certificate of the client"))
            .optional(rate("zk_proposal_count", "proposals/s").help("proposals made by a leader"))
            .optional(rate("zk_watch_bytes", "bytes/s").help("bytes of watches that were set"))
            .optional(rate("zk_outstanding_changes_queued", "changes/s").help("changes that began to wait"))
            .optional(rate("zk_outstanding_changes_removed", "changes/s").help("changes that no longer wait"))
            .optional(rate("zk_throttled_ops", "requests/s").help("requests that were held back"))
            .optional(rate("zk_stale_requests", "requests/s").help("requests of connections that are gone"))
            .optional(rate("zk_stale_requests_dropped", "requests/s")
                    .help("requests of connections that are gone, and that were dropped"))
            .optional(rate("zk_stale_replies", "answers/s").help("answers for connections that are gone"))
            .optional(rate("zk_large_requests_rejected", "requests/s")
                    .help("requests refused because they were too large"))
            .optional(rate("zk_insecure_admin_count", "commands/s")
                    .help("commands of the administration server over plain HTTP"))
            .optional(rate("zk_cnxn_closed_without_zk_server_running", "connections/s")
                    .help("connections closed because the server did not serve"))
            .optional(rate("zk_sessionless_connections_expired", "connections/s")
                    .help("connections closed because they began no session"))
            .optional(rate("zk_looking_count", "elections/s").help("how often this server began to look for a leader"))
            .optional(rate("zk_quit_leading_due_to_disloyal_voter", "times/s")
                    .help("how often this server gave up to lead because a voter was disloyal"))
            .optional(
                    rate("zk_dead_watchers_queued", "watchers/s").help("watchers that are gone and are to be removed"))
            .optional(rate("zk_dead_watchers_cleared", "watchers/s").help("watchers that are gone and were removed"))
            .optional(rate("zk_add_dead_watcher_stall_time", "ms/s")
                    .help("time that requests waited because too many watchers were to be removed"))
            .optional(rate("zk_connection_drop_count", "connections/s").help("connections that the server dropped"))
            .optional(rate("zk_connection_request_count", "connections/s").help("requests for a session"))
            .optional(rate("zk_connection_revalidate_count", "connections/s")
                    .help("sessions that clients took along from another server"))
            .optional(rate("zk_revalidate_count", "sessions/s").help("sessions that were looked at anew"))
            .optional(rate("zk_stale_sessions_expired", "sessions/s").help("sessions that expired"))
            .optional(rate("zk_learner_proposal_received_count", "proposals/s")
                    .help("proposals received by a follower or observer"))
            .optional(rate("zk_learner_commit_received_count", "commits/s")
                    .help("commits received by a follower or observer"))
            .optional(rate("zk_commit_count", "commits/s").help("commits"))
            .optional(rate("zk_diff_count", "syncs/s").help("followers that got what they lacked"))
            .optional(rate("zk_snap_count", "syncs/s").help("followers that got the whole tree"))
            .optional(rate("zk_digest_mismatches_count", "mismatches/s")
                    .help("changes after which the tree was not as it should be"))
            .optional(rate("zk_response_packet_cache_hits", "hits/s").help("answers with data that were kept ready"))
            .optional(rate("zk_response_packet_cache_misses", "misses/s")
                    .help("answers with data that were not kept ready"))
            .optional(rate("zk_response_packet_get_children_cache_hits", "hits/s")
                    .help("answers with children that were kept ready"))
            .optional(rate("zk_response_packet_get_children_cache_misses", "misses/s")
                    .help("answers with children that were not kept ready"))
            .optional(rate("zk_bytes_received_count", "bytes/s").help("bytes received"))
            .optional(rate("zk_response_bytes", "bytes/s").help("bytes of answers"))
            .optional(rate("zk_request_throttle_wait_count", "requests/s")
                    .help("requests that waited because too many were outstanding"))
            .optional(rate("zk_requests_not_forwarded_to_commit_processor", "requests/s")
                    .help("requests that needed no commit"))
            .optional(rate("zk_request_commit_queued", "requests/s").help("commits of own requests that began to wait"))
            .optional(rate("zk_prep_processor_request_queued", "requests/s")
                    .help("requests that began to wait for the first step"))
            .optional(rate("zk_sync_processor_request_queued", "requests/s")
                    .help("requests that began to wait for the log"))
            .optional(rate("zk_skip_learner_request_to_next_processor_count", "requests/s")
                    .help("requests of learners that skipped a step"))
            .optional(rate("zk_ensemble_auth_success", "logins/s").help("logins to this ensemble that succeeded"))
            .optional(rate("zk_ensemble_auth_fail", "logins/s").help("logins to this ensemble that failed"))
            .optional(
                    rate("zk_ensemble_auth_skip", "logins/s").help("connections that did not log in to this ensemble"))
            .optional(rate("zk_unrecoverable_error_count", "errors/s").help("errors that cannot be mended"))
            .optional(rate("zk_unsuccessful_handshake", "handshakes/s").help("handshakes of TLS that failed"))
            .optional(rate("zk_tls_handshake_exceeded", "handshakes/s")
                    .help("handshakes of TLS refused because too many were under way"))
            .build();
    private static final Metric STATE = integer("zk_server_state", "")
            .help("1 for the state that the server is in: leader, follower, observer or standalone");
    private static final String SUMMARY = "<summary>";
    private static final List<Metric> SUMMARIES = List.of(
            floating("zk_avg_" + SUMMARY, "").help("mean since the start"),
            floating("zk_min_" + SUMMARY, "").help("least since the start"),
            floating("zk_max_" + SUMMARY, "").help("most since the start"),
            rate("zk_cnt_" + SUMMARY, "1/s").help("how often it was measured"),
            rate("zk_sum_" + SUMMARY, "1/s").help("sum of what was measured"),
            floating("zk_p50_" + SUMMARY, "").help("half of those measured lately are not above"),
            floating("zk_p95_" + SUMMARY, "").help("95 percent of those measured lately are not above"),
            floating("zk_p99_" + SUMMARY, "").help("99 percent of those measured lately are not above"),
            floating("zk_p999_" + SUMMARY, "").help("99.9 percent of those measured lately are not above"));
    private static final Metric OTHER = floating("zk_<key>", "").help("what later versions add, as it is");
    private static final String PREFIX = "zk_";
    private static final Set<String> KINDS = Set.of("avg", "min", "max", "cnt", "sum", "p50", "p95", "p99", "p999");

    private final Set<String> known = new HashSet<>();
    private final NameFilter summaries;

    /**
     * For the values of mntr.
     *
     * @param summaries which of the values with several numbers are sent, such as {@code fsynctime}
     */
    ZookeeperMetrics(NameFilter summaries) {
        this.summaries = summaries;
        TABLE.metrics().forEach(metric -> known.add(metric.name()));
    }

    private static Metric integer(String name, String unit) {
        return Metric.integer(name, unit).type("zookeeper");
    }

    private static Metric floating(String name, String unit) {
        return Metric.floating(name, unit).type("zookeeper");
    }

    private static Metric rate(String name, String unit) {
        return Metric.rate(name, unit).type("zookeeper").chart(ChartType.RATE);
    }

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(TABLE.metrics());
        all.add(STATE);
        all.add(OK);
        all.addAll(SUMMARIES);
        all.add(OTHER);
        return List.copyOf(all);
    }

    void report(KeyValueText values, CheckRun run) throws CheckException {
        run.add(TABLE, values, Tags.none());
        values.text("zk_server_state").ifPresent(state -> run.add(STATE, 1, Tags.of("state", state)));
        for (String name : values.values().keySet()) {
            if (!known.contains(name)) {
                other(name, values, run);
            }
        }
    }

    private void other(String name, KeyValueText values, CheckRun run) {
        String summarized = summarized(name);
        boolean summary = !summarized.isEmpty();
        if (!name.startsWith(PREFIX) || (summary && !summaries.matches(summarized))) {
            return;
        }
        // A word is no fault here: versions and states are among the values.
        Optional<Number> number = values.text(name).flatMap(FieldNumber::parse);
        if (number.isPresent()) {
            Metric metric = summary ? summary(name, summarized) : renamed(OTHER, name);
            run.add(metric, number.get().doubleValue(), Tags.none());
        }
    }

    /** {@code fsynctime} of {@code zk_p50_fsynctime}; empty if the name is no summary's. */
    private static String summarized(String name) {
        int kindEnd = name.indexOf('_', PREFIX.length());
        boolean summary =
                kindEnd > 0 && name.startsWith(PREFIX) && KINDS.contains(name.substring(PREFIX.length(), kindEnd));
        return summary ? name.substring(kindEnd + 1) : "";
    }

    private static Metric summary(String name, String summarized) {
        String prefix = name.substring(0, name.length() - summarized.length());
        for (Metric metric : SUMMARIES) {
            if (metric.name().equals(prefix + SUMMARY)) {
                return renamed(metric, name);
            }
        }
        throw new IllegalStateException("no metric for " + prefix);
    }

    private static Metric renamed(Metric metric, String name) {
        return new Metric(
                name,
                metric.style(),
                metric.numberType(),
                metric.unit(),
                metric.type(),
                metric.chartType(),
                metric.reaction(),
                metric.help());
    }
}
