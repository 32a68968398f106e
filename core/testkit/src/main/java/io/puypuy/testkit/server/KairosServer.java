package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * KairosDB 1.3 on its H2 store. A point can be read about 0.1 s after it was accepted, and a kill may cost those
 * of the last second. "KairosDB REST API", /api/v1/datapoints and /api/v1/datapoints/query.
 */
public final class KairosServer implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String LOGGING = """
            <configuration>
              <appender name="output" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{0}: %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="output"/></root>
            </configuration>
            """;

    private final int port = FreePort.next();
    private final ServerProcess process;

    private KairosServer() {
        String classPath = ClassPathFile.of("kairosdb");
        this.process = ServerProcess.start(
                "kairosdb",
                Duration.ofMinutes(1),
                folder -> command(folder, classPath, port),
                () -> ServerHttp.get(uri("/api/v1/health/check")).status() == 204);
    }

    public static KairosServer start() {
        return new KairosServer();
    }

    /** The address of a path that begins with a slash. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The names of all metrics but the server's own, which begin with kairosdb. */
    public List<String> metricNames() throws IOException {
        try {
            List<String> names = new ArrayList<>();
            for (Json name : ServerHttp.get(uri("/api/v1/metricnames"))
                    .json()
                    .get("results")
                    .elements()) {
                names.add(name.toString());
            }
            names.removeIf(name -> name.startsWith("kairosdb."));
            return names;
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    /**
     * The points of one metric, apart by the values of these tags, at least one.
     *
     * @param fromMillis the first time, in epoch milliseconds
     * @param untilMillis the last time, itself included
     * @return objects with name, tags (a list of values for each) and values, each the time in milliseconds and the
     *     number; none without a point. From 10 million on a number that was stored as double has an exponent, a long
     *     has none; of smaller ones the type cannot be told
     * @throws IOException with the server's words, if it refuses
     */
    public List<Json> query(String metric, Collection<String> tags, long fromMillis, long untilMillis)
            throws IOException {
        byte[] question = question(metric, tags, fromMillis, untilMillis).getBytes(UTF_8);
        ServerHttp.Answer answer =
                ServerHttp.post(uri("/api/v1/datapoints/query"), Map.of("Content-Type", "application/json"), question);
        try {
            List<Json> results = new ArrayList<>();
            Json query = answer.json().get("queries").elements().get(0);
            for (Json result : query.get("results").elements()) {
                // One without values says that there are none.
                if (!result.get("values").elements().isEmpty()) {
                    results.add(result);
                }
            }
            return results;
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    private static String question(String metric, Collection<String> tags, long fromMillis, long untilMillis)
            throws IOException {
        StringWriter text = new StringWriter();
        // What is open is closed with it.
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("start_absolute", fromMillis);
            json.writeNumberField("end_absolute", untilMillis);
            json.writeArrayFieldStart("metrics");
            json.writeStartObject();
            json.writeStringField("name", metric);
            json.writeArrayFieldStart("group_by");
            json.writeStartObject();
            json.writeStringField("name", "tag");
            json.writeArrayFieldStart("tags");
            for (String tag : tags) {
                json.writeString(tag);
            }
        }
        return text.toString();
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(Path folder, String classPath, int port) throws IOException {
        Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Its Guice makes classes, and its validation of queries looks into lists.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlogback.configurationFile=" + logging,
                "-Djava.io.tmpdir=" + folder,
                // Each key of its kairosdb.conf can be a property.
                "-Dkairosdb.jetty.address=127.0.0.1",
                "-Dkairosdb.jetty.port=" + port,
                "-Dkairosdb.service.telnet=<disabled>",
                "-Dkairosdb.service.reporter=<disabled>",
                "-Dkairosdb.service.datastore=org.kairosdb.datastore.h2.H2Module",
                "-Dkairosdb.datastore.h2.database_path=" + folder.resolve("h2"),
                "-Dkairosdb.queue_processor.class=org.kairosdb.core.queue.MemoryQueueProcessor",
                "-Dkairosdb.queue_processor.queue_path=" + folder.resolve("queue"),
                "-Dkairosdb.queue_processor.min_batch_wait=50",
                "-Dkairosdb.query_cache.cache_dir=" + folder.resolve("cache"),
                "-cp",
                classPath,
                "org.kairosdb.core.Main",
                "-c",
                "run");
    }
}
