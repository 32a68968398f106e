package io.puypuy.check.docker;

import io.puypuy.api.ChartType;
import io.puypuy.api.Metric;
import io.puypuy.api.read.MetricTable;
import java.util.ArrayList;
import java.util.List;

/** What is sent about containers, and from which field of their statistics. */
final class DockerMetrics {
    static final Metric MASTER_CPU = Metric.percent("docker_master_cpu_usage")
            .type("docker")
            .help("share of all processors of the machine since the run before");
    static final Metric CONTAINER_CPU = Metric.percent("docker_container_cpu_usage")
            .type("docker")
            .help("processor time since the run before; 100 is one processor");

    static final MetricTable CPU = MetricTable.builder()
            .optional(
                    "cpu_stats.throttling_data.periods",
                    count("docker_cpu_periods", "periods", "periods since the start for which there is a limit"))
            .optional(
                    "cpu_stats.throttling_data.throttled_periods",
                    count(
                            "docker_cpu_throttled_periods",
                            "periods",
                            "of these, those in which the container had to wait"))
            .optional(
                    "cpu_stats.throttling_data.throttled_time",
                    count(
                            "docker_cpu_throttled_time",
                            "ns",
                            "time since the start for which the container had to wait"))
            .optional("pids_stats.current", count("docker_pids", "processes", "processes and threads"))
            .build();

    static final MetricTable TRAFFIC = MetricTable.builder()
            .optional("rx_bytes", rate("docker_bytes_rx", "bytes/s", "received"))
            .optional("tx_bytes", rate("docker_bytes_tx", "bytes/s", "sent"))
            .build();

    static final MetricTable PACKETS = MetricTable.builder()
            .optional("rx_packets", rate("docker_rx_packets", "packets/s", "received"))
            .optional("tx_packets", rate("docker_tx_packets", "packets/s", "sent"))
            .optional("rx_errors", count("docker_rx_errors", "errors", "errors of receiving since the start"))
            .optional("tx_errors", count("docker_tx_errors", "errors", "errors of sending since the start"))
            .optional("rx_dropped", count("docker_rx_dropped", "packets", "dropped at receiving since the start"))
            .optional("tx_dropped", count("docker_tx_dropped", "packets", "dropped at sending since the start"))
            .build();

    static final Metric MEM_USAGE = count("docker_mem_cur_usage", "bytes", "memory in use, the page cache among it");
    static final Metric MEM_LIMIT = count("docker_mem_limit", "bytes", "most memory that it may use");
    static final Metric MEM_PERCENT = Metric.percent("docker_mem_percent_used")
            .type("docker")
            .help("memory in use without pages of files that are not active, of the limit");

    static final MetricTable MEMORY = MetricTable.builder()
            .optional("active_anon", count("docker_mem_active_anon", "bytes", "active memory of processes"))
            .optional("active_file", count("docker_mem_active_file", "bytes", "active pages of files"))
            .optional(
                    "inactive_anon",
                    count("docker_mem_inactive_anon", "bytes", "memory of processes that is not active"))
            .optional("inactive_file", count("docker_mem_inactive_file", "bytes", "pages of files that are not active"))
            .optional(
                    "file_mapped",
                    count("docker_mem_file_mapped", "bytes", "pages of files that processes have mapped"))
            .optional("unevictable", count("docker_mem_unevictable", "bytes", "memory that cannot be given up"))
            .build();

    static final Metric BLKIO_READ = rate("docker_blkio_read_bytes", "bytes/s", "read from disks");
    static final Metric BLKIO_WRITE = rate("docker_blkio_write_bytes", "bytes/s", "written to disks");

    static final Metric CONTAINERS = count("docker_containers", "containers", "containers in this state");
    static final Metric UPTIME = count("docker_container_uptime", "s", "time since the start");
    static final Metric OOM_KILLED =
            count("docker_container_oomkilled", "", "1 if the kernel ended it for lack of memory, else 0");
    static final Metric RESTARTS = count("docker_container_restarts", "restarts", "restarts by the engine");
    static final Metric HEALTH = count(
            "docker_container_health", "failures", "failures in a row of its health check, with the state as tag");

    private DockerMetrics() {}

    static List<Metric> all() {
        List<Metric> all = new ArrayList<>(List.of(CONTAINERS, MASTER_CPU, CONTAINER_CPU));
        all.addAll(CPU.metrics());
        all.addAll(TRAFFIC.metrics());
        all.addAll(PACKETS.metrics());
        all.addAll(List.of(MEM_USAGE, MEM_LIMIT, MEM_PERCENT));
        all.addAll(MEMORY.metrics());
        all.addAll(List.of(BLKIO_READ, BLKIO_WRITE, UPTIME, OOM_KILLED, RESTARTS, HEALTH));
        return all;
    }

    private static Metric count(String name, String unit, String help) {
        return Metric.integer(name, unit).type("docker").help(help);
    }

    private static Metric rate(String name, String unit, String help) {
        return Metric.rate(name, unit).type("docker").chart(ChartType.RATE).help(help);
    }
}
