package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * InfluxDB 1.x with the limits that it has unconfigured, and no database at first; with authentication there is one user,
 * who may do everything. "InfluxDB v1 API", /write and /query.
 */
public final class InfluxServer implements AutoCloseable {
    private static final String CONFIGURATION = """
            bind-address = "127.0.0.1:%2$d"
            reporting-disabled = true
            [meta]
            dir = "%1$s/meta"
            [data]
            dir = "%1$s/data"
            wal-dir = "%1$s/wal"
            query-log-enabled = false
            [monitor]
            store-enabled = false
            [logging]
            level = "warn"
            [http]
            bind-address = "127.0.0.1:%3$d"
            auth-enabled = %4$b
            log-enabled = false
            """;

    private final int port;
    private final Map<String, String> credentials;
    private final ServerProcess process;

    private InfluxServer(Map<String, String> credentials) {
        Path program = Requirement.program("influxd", "influxdb");
        int inner = FreePort.next();
        this.port = FreePort.next();
        this.credentials = credentials;
        this.process = ServerProcess.start(
                "influxdb",
                Duration.ofSeconds(30),
                folder -> {
                    Path file = folder.resolve("influxdb.conf");
                    Files.writeString(file, CONFIGURATION.formatted(folder, inner, port, !credentials.isEmpty()));
                    return List.of(program.toString(), "run", "-config", file.toString());
                },
                () -> ServerHttp.get(uri("/ping")).status() == 204);
    }

    /** Starts one that asks nobody who he is. */
    public static InfluxServer start() {
        return new InfluxServer(Map.of());
    }

    /** Starts one that knows this user only; the name without quotes. */
    public static InfluxServer startWithAuthentication(String user, String password) {
        String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        InfluxServer server = new InfluxServer(Map.of("Authorization", "Basic " + basic));
        String quoted = password.replace("\\", "\\\\").replace("'", "\\'");
        try {
            server.query("", "CREATE USER \"" + user + "\" WITH PASSWORD '" + quoted + "' WITH ALL PRIVILEGES");
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    public void createDatabase(String name) throws IOException {
        query("", "CREATE DATABASE \"" + name + "\"");
    }

    /**
     * Asks one statement of InfluxQL, such as {@code SELECT * FROM cpu GROUP BY *}.
     *
     * @param database empty for a statement that needs none
     * @return the series: objects with name, tags, columns and values, times in nanoseconds
     * @throws IOException with the server's words, if it refuses
     */
    public List<Json> query(String database, String statement) throws IOException {
        byte[] form = ("q=" + ServerHttp.encoded(statement)).getBytes(UTF_8);
        try {
            Json result = ServerHttp.post(uri("/query?epoch=ns&db=" + ServerHttp.encoded(database)), credentials, form)
                    .json()
                    .get("results")
                    .elements()
                    .get(0);
            if (result.find("error").isPresent()) {
                throw new IOException(result.toString());
            }
            return result.find("series").isEmpty()
                    ? List.of()
                    : result.get("series").elements();
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
