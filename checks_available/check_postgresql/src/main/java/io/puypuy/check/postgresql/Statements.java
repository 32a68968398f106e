package io.puypuy.check.postgresql;

/**
 * What is asked, in the words of the server's version. The views are those of "The Cumulative Statistics System".
 *
 * @param version as in {@code server_version_num}: 150008, before 10 such as 90624
 */
record Statements(int version) {
    static final String VERSION = "SELECT current_setting('server_version_num') AS version";

    private static final int TEN = 100_000;
    private static final int SEVENTEEN = 170_000;

    String server() {
        // Not now(), which is when the check's own transaction began: a younger one would have an age below zero.
        String age = "extract(epoch FROM clock_timestamp() - ";
        // With nothing left to replay a replica is not behind, as long as it is connected.
        String idle = version < TEN
                ? "pg_last_xlog_receive_location() = pg_last_xlog_replay_location()"
                : "pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn()";
        return "SELECT floor(extract(epoch FROM now() - pg_postmaster_start_time()))::bigint AS uptime,"
                + " current_setting('max_connections') AS max_connections,"
                + " pg_is_in_recovery()::int AS in_recovery,"
                + " CASE WHEN NOT pg_is_in_recovery() THEN NULL"
                + " WHEN " + idle + " AND EXISTS (SELECT 1 FROM pg_stat_wal_receiver) THEN 0"
                + " ELSE " + age + "pg_last_xact_replay_timestamp()) END AS replication_lag,"
                + " (SELECT CASE WHEN count(*) = count(nullif(state, 'disabled')) THEN " + age + "min(xact_start)) END"
                + " FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                + clients() + ") AS oldest_transaction";
    }

    String databases() {
        return "SELECT s.*, age(d.datfrozenxid) AS xid_age FROM pg_stat_database s"
                + " JOIN pg_database d ON d.oid = s.datid WHERE NOT d.datistemplate";
    }

    String writer() {
        return "SELECT * FROM pg_stat_bgwriter";
    }

    boolean hasCheckpointer() {
        return version >= SEVENTEEN;
    }

    String checkpointer() {
        return "SELECT * FROM pg_stat_checkpointer";
    }

    /** The state is NULL where this user may not see it. */
    String connections() {
        return "SELECT state, count(*) AS number FROM pg_stat_activity WHERE true" + clients() + " GROUP BY state";
    }

    // Older versions list nothing but clients. Of sessions that this user may not see the type is NULL too.
    private String clients() {
        return version < TEN
                ? ""
                : " AND (backend_type = 'client backend' OR (backend_type IS NULL AND datid IS NOT NULL"
                        + " AND usesysid IS NOT NULL))";
    }

    String locks() {
        return "SELECT mode, count(*) AS number, sum((NOT granted)::int) AS waiting FROM pg_locks"
                + " WHERE pid IS DISTINCT FROM pg_backend_pid() GROUP BY mode";
    }

    String replicas() {
        String behind = version < TEN
                ? "pg_xlog_location_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_xlog_replay_location()"
                        + " ELSE pg_current_xlog_location() END, replay_location)"
                : "pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()"
                        + " ELSE pg_current_wal_lsn() END, replay_lsn)";
        // What is not known stays NULL: of a replica that only stores the log, and all of it for users without rights.
        return "SELECT application_name, host(client_addr) AS address,"
                + " max(CASE WHEN behind < 0 THEN 0 ELSE behind END)::bigint AS lag"
                + " FROM (SELECT application_name, client_addr, " + behind
                + " AS behind FROM pg_stat_replication) replicas"
                + " GROUP BY application_name, client_addr";
    }

    String sizes() {
        // The same that the function itself asks for; it fails for all where it may not be used for one.
        String allowed = "has_database_privilege(oid, 'CONNECT')"
                + (version < TEN ? "" : " OR pg_has_role('pg_read_all_stats', 'USAGE')");
        return "SELECT datname, CASE WHEN " + allowed + " THEN pg_database_size(oid) END AS size"
                + " FROM pg_database WHERE NOT datistemplate";
    }
}
