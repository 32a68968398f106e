package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.Assumptions;

/**
 * Graphite's carbon-cache, which keeps one value for each second of the last ten years. Carbon answers nothing and writes
 * its files a moment later: tests wait until the values are there. "Feeding in your data" and "The Whisper database".
 */
public final class CarbonServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            [cache]
            STORAGE_DIR = %1$s
            LOCAL_DATA_DIR = %1$s/whisper
            CONF_DIR = %1$s
            LOG_DIR = %1$s
            PID_DIR = %1$s
            USER =
            LINE_RECEIVER_INTERFACE = %2$s
            LINE_RECEIVER_PORT = %3$d
            PICKLE_RECEIVER_INTERFACE = %2$s
            PICKLE_RECEIVER_PORT = %4$d
            CACHE_QUERY_INTERFACE = %2$s
            CACHE_QUERY_PORT = %5$d
            ENABLE_UDP_LISTENER = False
            ENABLE_TAGS = False
            MAX_CREATES_PER_MINUTE = inf
            MAX_UPDATES_PER_SECOND = inf
            # A file is as long as ten years of seconds, 3.8 GB, and takes 8 KiB of the disk.
            WHISPER_FALLOCATE_CREATE = False
            WHISPER_SPARSE_CREATE = True
            CARBON_METRIC_INTERVAL = 0
            ENABLE_LOGROTATION = False
            LOG_LISTENER_CONN_SUCCESS = False
            LOG_UPDATES = False
            LOG_CREATES = False
            LOG_CACHE_HITS = False
            LOG_CACHE_QUEUE_SORTS = False
            """;
    private static final String SCHEMA = "[all]\npattern = .*\nretentions = 1s:10y\n";

    private final String address;
    private final int linePort = FreePort.next();
    private final int picklePort = FreePort.next();
    private final int cacheQueryPort = FreePort.next();
    private final ServerProcess process;
    private final WhisperReader whisper;

    private CarbonServer(String address) {
        Path program = Requirement.program("carbon-cache", "graphite-carbon");
        this.address = address;
        this.process = ServerProcess.start(
                "carbon",
                Duration.ofSeconds(30),
                folder -> {
                    Path file = folder.resolve("carbon.conf");
                    Files.writeString(
                            file, CONFIGURATION.formatted(folder, address, linePort, picklePort, cacheQueryPort));
                    Files.writeString(folder.resolve("storage-schemas.conf"), SCHEMA);
                    Files.createDirectory(folder.resolve("whisper"));
                    return List.of(program.toString(), "--config=" + file, "--nodaemon", "start");
                },
                () -> accepts(cacheQueryPort) && accepts(linePort) && accepts(picklePort));
        this.whisper = new WhisperReader(process.folder());
    }

    /** Starts one on 127.0.0.1. */
    public static CarbonServer start() {
        return new CarbonServer("127.0.0.1");
    }

    /** Starts one on ::1; on a machine without it the test is skipped. */
    public static CarbonServer startIpv6() throws IOException {
        boolean hasIpv6 = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
        Assumptions.assumeTrue(hasIpv6, "no address ::1");
        return new CarbonServer("::1");
    }

    /** Where all its ports are: 127.0.0.1 or ::1. */
    public String address() {
        return address;
    }

    public int linePort() {
        return linePort;
    }

    public int picklePort() {
        return picklePort;
    }

    /**
     * The values of one metric that are in its file, by their times in epoch seconds; empty while there is no file.
     *
     * @param metric as it was sent, tags included
     * @param from the first time, not more than ten years ago
     * @param until the last time that counts, itself included; hours after the first at most, each second is looked at
     */
    public NavigableMap<Long, Double> values(String metric, long from, long until) throws IOException {
        return values(List.of(metric), from, until).getOrDefault(metric, Collections.emptyNavigableMap());
    }

    /** As {@link #values(String, long, long)} for many metrics at once, which is much faster than one by one. */
    public Map<String, NavigableMap<Long, Double>> values(Collection<String> metrics, long from, long until)
            throws IOException {
        return metrics.isEmpty() ? Map.of() : whisper.read(metrics, from, until);
    }

    /** The values of all metrics that have a file; one with tags is named by its place, which begins with _tagged. */
    public Map<String, NavigableMap<Long, Double>> allValues(long from, long until) throws IOException {
        return whisper.read(List.of(), from, until);
    }

    /** To stop the server and start it again; a point that is not in its file is lost by a kill. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean accepts(int port) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        }
    }
}
