package io.puypuy.check.mysql;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** Which variable of the status becomes which metric. */
final class MysqlMetrics {
    /** What stands before the name of a variable in lower case. */
    static final String PREFIX = "mysql_";

    static final MetricTable STATUS = MetricTable.builder()
            .required("Connections", rate("connections", "connections/s", "attempts to connect"))
            .optional("Com_select", rate("com_select", "statements/s", "SELECT statements"))
            .optional("Com_delete_multi", rate("com_delete_multi", "statements/s", "DELETE of several tables"))
            .optional("Com_delete", rate("com_delete", "statements/s", "DELETE statements"))
            .optional("Com_insert", rate("com_insert", "statements/s", "INSERT statements"))
            .optional("Com_update", rate("com_update", "statements/s", "UPDATE statements"))
            .optional("Bytes_received", rate("bytes_received", "bytes/s", "bytes from clients"))
            .optional("Bytes_sent", rate("bytes_sent", "bytes/s", "bytes to clients"))
            .optional("Queries", rate("queries", "statements/s", "statements, those of stored programs among them"))
            .optional("Questions", rate("questions", "statements/s", "statements that clients sent"))
            .optional("Slow_queries", rate("slow_queries", "statements/s", "statements above long_query_time"))
            .optional("Qcache_hits", rate("qcache_hits", "statements/s", "answers from the query cache; not MySQL 8"))
            .optional("Open_files", gauge("open_files", "files", "open files"))
            .optional("Max_used_connections", gauge("max_used_connections", "connections", "most at once so far"))
            .optional("Threads_connected", gauge("threads_connected", "connections", "open connections"))
            .optional("Innodb_rows_deleted", rate("innodb_rows_deleted", "rows/s", "rows deleted; not MariaDB"))
            .optional("Innodb_rows_inserted", rate("innodb_rows_inserted", "rows/s", "rows inserted; not MariaDB"))
            .optional("Innodb_rows_read", rate("innodb_rows_read", "rows/s", "rows read; not MariaDB"))
            .optional("Innodb_rows_updated", rate("innodb_rows_updated", "rows/s", "rows updated; not MariaDB"))
            .optional("Innodb_data_read", rate("innodb_data_read", "bytes/s", "bytes read from files"))
            .optional("Innodb_data_writes", rate("innodb_data_writes", "operations/s", "writes to files"))
            .optional(
                    "Innodb_buffer_pool_read_requests",
                    rate("innodb_buffer_pool_read_requests", "operations/s", "reads of pages"))
            .optional(
                    "Innodb_buffer_pool_write_requests",
                    rate("innodb_buffer_pool_write_requests", "operations/s", "writes of pages"))
            .optional("Innodb_data_fsyncs", rate("innodb_data_fsyncs", "operations/s", "calls of fsync"))
            .optional("Threads_running", gauge("threads_running", "threads", "threads at work, one for this check"))
            .optional("Aborted_connects", rate("aborted_connects", "connections/s", "attempts to connect that failed"))
            .optional("Aborted_clients", rate("aborted_clients", "connections/s", "clients gone without a farewell"))
            .optional(
                    "Innodb_buffer_pool_reads",
                    rate("innodb_buffer_pool_reads", "operations/s", "reads of pages that were not in memory"))
            .optional("Innodb_buffer_pool_pages_free", gauge("innodb_buffer_pool_pages_free", "pages", "unused pages"))
            .optional(
                    "Innodb_buffer_pool_pages_dirty",
                    gauge("innodb_buffer_pool_pages_dirty", "pages", "pages to be written"))
            .optional("Innodb_row_lock_waits", rate("innodb_row_lock_waits", "waits/s", "waits for locks of rows"))
            .optional(
                    "Created_tmp_disk_tables",
                    rate("created_tmp_disk_tables", "tables/s", "temporary tables made on disk"))
            .optional("Table_locks_waited", rate("table_locks_waited", "waits/s", "waits for locks of tables"))
            .optional("Uptime", gauge("uptime", "s", "time since the server started"))
            .build();

    static final MetricTable VARIABLES = MetricTable.builder()
            .optional("max_connections", gauge("max_connections", "connections", "most connections that are allowed"))
            .build();

    static final Metric REPLICA_LAG =
            Metric.integer("mysql_replica_lag", "s").type("mysql").help("how far this replica is behind its source");
    static final Metric CUSTOM =
            Metric.floating("mysql_custom_querry", "").type("mysql").help("what a query of the settings gives");

    private MysqlMetrics() {}

    /** All of them, in the order of the README. */
    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(STATUS.metrics());
        all.addAll(VARIABLES.metrics());
        all.add(REPLICA_LAG);
        all.add(CUSTOM);
        return all;
    }

    private static Metric gauge(String name, String unit, String help) {
        return Metric.integer(PREFIX + name, unit).type("mysql").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(PREFIX + name, unit)
                .type("mysql")
                .chart(ChartType.RATE)
                .help(help);
    }
}
