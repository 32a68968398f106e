package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Prometheus 2: takes remote writes, and reads a page of metrics if it is given one. "HTTP API", /api/v1. */
public final class PrometheusServer implements AutoCloseable {
    private static final String SCRAPE = """
            scrape_configs:
            - job_name: 'test'
              scrape_interval: 500ms
              scrape_timeout: 500ms
              scheme: '%s'
              metrics_path: '%s'
              static_configs:
              - targets: ['%s']
            """;

    private final int port = FreePort.next();
    private final ServerProcess process;

    private PrometheusServer(String configuration) {
        Path program = Requirement.program("prometheus", "prometheus");
        this.process = ServerProcess.start(
                "prometheus",
                Duration.ofSeconds(30),
                folder -> {
                    Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
                    return List.of(
                            program.toString(),
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            // Points of any year stay.
                            "--storage.tsdb.retention.time=100y",
                            "--web.listen-address=127.0.0.1:" + port,
                            "--web.enable-remote-write-receiver",
                            // Else the first look at a page may need five seconds more.
                            "--scrape.discovery-reload-interval=100ms",
                            "--log.level=warn");
                },
                () -> ServerHttp.get(uri("/-/ready")).status() == 200);
    }

    /** Starts one that takes remote writes at {@code /api/v1/write}. */
    public static PrometheusServer start() {
        return new PrometheusServer("");
    }

    /** Starts one that also reads this page twice a second, as job {@code test}, from about five seconds after the start. */
    public static PrometheusServer startScraping(URI page) {
        return new PrometheusServer(SCRAPE.formatted(page.getScheme(), page.getPath(), page.getAuthority()));
    }

    public int port() {
        return port;
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /**
     * Asks an expression; {@code name[1h]} gives the stored points of the hour before.
     *
     * @return the result: objects with metric (the labels, name included as {@code __name__}) and value or values, each
     *     the time in seconds and the number as text
     * @throws IOException with the server's words, if it refuses
     */
    public List<Json> query(String expression, Instant at) throws IOException {
        String form = "query=" + ServerHttp.encoded(expression) + "&time=" + at.toEpochMilli() / 1000.0;
        try {
            return ServerHttp.post(uri("/api/v1/query"), Map.of(), form.getBytes(UTF_8))
                    .json()
                    .get("data.result")
                    .elements();
        } catch (CheckException e) {
            throw new IOException(e);
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
