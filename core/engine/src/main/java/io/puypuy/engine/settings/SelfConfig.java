package io.puypuy.engine.settings;

import io.puypuy.api.Origin;
import io.puypuy.api.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Section {@code [SelfConfig]} of {@code conf/config.ini}; paths are absolute.
 *
 * @param period of the cycles
 * @param timeout of a check or script that sets no own one
 * @param maxConcurrent how many checks and scripts run at once
 * @param errorHandler reaction of alerts, 0 to 3; sent as its negative
 * @param ownMetrics whether the agent reports about itself
 * @param spool folder of the batches that wait
 * @param maxCacheFiles most batches that wait for one backend
 * @param maxCacheBytes most bytes that wait for one backend
 * @param procRoot where /proc of the machine is
 * @param sysRoot where /sys of the machine is
 */
public record SelfConfig(
        Duration period,
        Duration timeout,
        int maxConcurrent,
        Origin origin,
        int errorHandler,
        boolean ownMetrics,
        Path spool,
        int maxCacheFiles,
        long maxCacheBytes,
        Path procRoot,
        Path sysRoot,
        Path pidFile,
        Log log) {

    private static final long HOUR = 3600;

    /**
     * Where and how much is logged.
     *
     * @param rotateSeconds a new file begins after so many seconds
     * @param backups how many old files are kept
     */
    public record Log(Path file, boolean debug, long rotateSeconds, int backups) {}

    /**
     * Reads the section.
     *
     * @param home folder in which relative paths begin
     */
    public static SelfConfig from(Settings settings, Path home) {
        Duration period = Duration.ofSeconds(settings.integer("check_period_seconds", 5, 1, 24 * HOUR));
        long timeout = settings.integer("check_timeout_seconds", 0, 0, 24 * HOUR);
        // Read by the launcher before Java starts.
        settings.obsolete("run_user");
        return new SelfConfig(
                period,
                timeout == 0 ? period.multipliedBy(4).dividedBy(5) : Duration.ofSeconds(timeout),
                (int) settings.integer("max_concurrent_checks", 32, 1, 1000),
                origin(settings),
                (int) settings.integer("error_handler", 2, 0, 3),
                settings.truth("own_metrics", true),
                path(settings, home, "tmpdir", "var/spool"),
                (int) settings.integer("max_cache", 50_000, 1, 1_000_000),
                settings.integer("max_cache_bytes", 512L << 20, 1 << 20, Long.MAX_VALUE),
                path(settings, home, "proc_root", "/proc"),
                path(settings, home, "sys_root", "/sys"),
                path(settings, home, "pid_file", "var/run/puypuy.pid"),
                new Log(
                        path(settings, home, "log_file", "var/log/puypuy.log"),
                        settings.truth("debug_log", false),
                        settings.integer("log_rotate_seconds", 24 * HOUR, 1, 366 * 24 * HOUR),
                        (int) settings.integer("log_rotate_backups", 7, 0, 1000)));
    }

    private static Origin origin(Settings settings) {
        boolean shortName = settings.truth("shorthostname", false);
        String host = settings.text("hostname", "");
        return new Origin(
                host.isEmpty() ? HostName.ofThisMachine(shortName) : host,
                settings.text("cluster_name", ""),
                settings.text("host_group", ""),
                settings.text("location", ""));
    }

    private static Path path(Settings settings, Path home, String key, String defaultPath) {
        return home.resolve(settings.text(key, defaultPath)).normalize();
    }

    /** The section's names as they are spelt in conf/config.ini, for unknown sections. */
    public static final List<String> SECTIONS = List.of("SelfConfig", "TSDB", "Server", "WebServer");
}
