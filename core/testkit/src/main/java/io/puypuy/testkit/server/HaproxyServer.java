package io.puypuy.testkit.server;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.CsvTable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * HAProxy with a proxy {@code web} that hands requests on to the server {@code s1}, which knows {@code /page} only; its server
 * {@code s2} is down. Its statistics are on a page, for monitor with the password "open sesame", and on two sockets.
 */
public final class HaproxyServer implements AutoCloseable {
    private static final String CONFIGURATION = """
        global
            maxconn 100
            stats socket %1$s/s.sock
            stats socket ipv4@127.0.0.1:%2$d level user
        defaults
            mode http
            timeout connect 2s
            timeout client 10s
            timeout server 10s
        listen web
            bind 127.0.0.1:%3$d
            server s1 127.0.0.1:%4$d check inter 200
            server s2 127.0.0.1:%6$d check inter 200 backup
        frontend origin
            bind 127.0.0.1:%4$d
            http-request return status 404 unless { path /page }
            http-request return status 200 content-type text/plain string hello
        frontend statistics
            bind 127.0.0.1:%5$d
            stats enable
            stats uri /haproxy?stats
            stats auth monitor:open\\ sesame
        """;

    /** Answers of frontend, backend and server, and sessions of the server. */
    private static final int COUNTERS = 4;

    private final int socketPort = FreePort.next();
    private final int port = FreePort.next();
    private final int statisticsPort = FreePort.next();
    private final ServerProcess process;

    private HaproxyServer() {
        Path program = Requirement.program("haproxy", "haproxy");
        int origin = FreePort.next();
        int nobody = FreePort.next();
        process = ServerProcess.start(
                "haproxy",
                Duration.ofSeconds(20),
                folder -> {
                    Path file = folder.resolve("haproxy.cfg");
                    Files.writeString(
                            file, CONFIGURATION.formatted(folder, socketPort, port, origin, statisticsPort, nobody));
                    return List.of(program.toString(), "-db", "-f", file.toString());
                },
                () -> ServerHttp.get(uri("/page")).status() == 200);
    }

    public static HaproxyServer start() {
        return new HaproxyServer();
    }

    /** The address of a path of the proxy that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The address of the statistics. */
    public URI statistics() {
        return URI.create("http://127.0.0.1:" + statisticsPort + "/haproxy?stats;csv");
    }

    public Path unixSocket() {
        return process.folder().resolve("s.sock");
    }

    /** Host and port of the socket that answers over TCP. */
    public String tcpSocket() {
        return "127.0.0.1:" + socketPort;
    }

    /** Makes requests, one after the other, and waits until they are counted, which happens when their answers are out already. */
    public void get(String path, int requests) throws IOException {
        long before = counted();
        for (int i = 0; i < requests; i++) {
            ServerHttp.get(uri(path));
        }
        Awaitility.await().until(() -> counted() >= before + (long) COUNTERS * requests);
    }

    /** The sum of counters that each request to the proxy adds one to. */
    private long counted() throws IOException {
        long sum = 0;
        try {
            for (CsvTable.Row row :
                    CsvTable.parse(showStat(), "pxname", "svname").rows()) {
                String name = row.text("svname").orElse("");
                if (row.text("pxname").orElse("").equals("web") && !name.equals("s2")) {
                    sum += number(row, "hrsp_2xx") + number(row, "hrsp_4xx");
                    sum += name.equals("s1") ? number(row, "stot") : 0;
                }
            }
        } catch (CheckException e) {
            throw new IOException(e);
        }
        return sum;
    }

    private static long number(CsvTable.Row row, String column) throws CheckException {
        return row.number(column).orElse(0L).longValue();
    }

    /** Waits until health checks have found out that a server is down. */
    public void awaitDown(String proxy, String name) {
        Awaitility.await().until(() -> {
            return showStat()
                    .lines()
                    .anyMatch(line -> line.startsWith(proxy + "," + name + ",") && line.contains(",DOWN,"));
        });
    }

    private String showStat() throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(unixSocket()));
            Channels.newOutputStream(channel).write("show stat\n".getBytes(StandardCharsets.US_ASCII));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
