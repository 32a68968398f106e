package io.puypuy.testkit.server;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * OpenTSDB 2.4 on HBase, twice on the same tables: one takes bodies as a server that nobody configured does, up to 8,192
 * bytes and not in chunks, the other takes chunks and up to 1 MiB. Both make metrics as they come. It starts in ten to
 * twenty seconds; a point can be read up to a second after it was accepted. "OpenTSDB HTTP API", /api/put and /api/query.
 */
public final class OpenTsdbServer implements AutoCloseable {
    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final String LOGGING = """
            <configuration>
              <appender name="output" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d %-5level %logger{0}: %msg%n</pattern></encoder>
              </appender>
              <root level="ERROR"><appender-ref ref="output"/></root>
            </configuration>
            """;

    private final int port = FreePort.next();
    private final int chunkedPort = FreePort.next();
    private final ServerProcess process;

    private OpenTsdbServer() {
        String classPath = ClassPathFile.of("opentsdb");
        Path java = java17();
        this.process = ServerProcess.start(
                "opentsdb",
                Duration.ofMinutes(2),
                folder -> command(folder, java, classPath),
                // Started one after the other.
                () -> ServerHttp.get(chunkedUri("/api/version")).status() == 200);
    }

    public static OpenTsdbServer start() {
        return new OpenTsdbServer();
    }

    /** The address of a path that begins with a slash, at the server that nobody configured. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + port + pathAndQuery);
    }

    /** The address of a path that begins with a slash, at the server that takes chunks. */
    public URI chunkedUri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + chunkedPort + pathAndQuery);
    }

    /** The names of all metrics, at most a million. */
    public List<String> metricNames() throws IOException {
        try {
            List<String> names = new ArrayList<>();
            for (Json name : ServerHttp.get(uri("/api/suggest?type=metrics&max=1000000"))
                    .json()
                    .elements()) {
                names.add(name.toString());
            }
            return names;
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    /**
     * The points of one metric, each series by itself.
     *
     * @param fromMillis the first time, in epoch milliseconds, above 0
     * @param untilMillis the last time, itself included
     * @return objects with metric, tags and dps, each the time in milliseconds and the number: whole if it was stored so;
     *     none while the metric is not known
     * @throws IOException with the server's words, if it refuses
     */
    public List<Json> query(String metric, long fromMillis, long untilMillis) throws IOException {
        String question = "/api/query?ms=true&arrays=true&start=" + fromMillis + "&end=" + untilMillis + "&m=none:"
                + ServerHttp.encoded(metric);
        ServerHttp.Answer answer = ServerHttp.get(chunkedUri(question));
        if (answer.status() == 400 && answer.body().contains("No such name for 'metrics'")) {
            return List.of();
        }
        try {
            return answer.json().elements();
        } catch (CheckException e) {
            throw new IOException(e);
        }
    }

    /** To stop the servers and start them again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private List<String> command(Path folder, Path java, String classPath) throws IOException {
        Path logging = Files.writeString(folder.resolve("logback.xml"), LOGGING);
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logging,
                "-Djava.io.tmpdir=" + folder));
        // HBase and OpenTSDB are of the time before modules.
        for (String name : List.of("lang", "lang.reflect", "nio", "io", "util", "util.concurrent", "net")) {
            command.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED");
        }
        command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
        command.addAll(List.of("-cp", classPath, "io.puypuy.testkit.opentsdb.Main"));
        command.addAll(List.of(folder.toString(), Integer.toString(port), Integer.toString(chunkedPort)));
        return command;
    }

    /** With a later one its ZooKeeper does not start. */
    private static Path java17() {
        if (Runtime.version().feature() == 17) {
            return Path.of(System.getProperty("java.home"), "bin", "java");
        }
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(JVMS, "java-17-*")) {
            for (Path home : homes) {
                Path java = home.resolve("bin").resolve("java");
                if (Files.isExecutable(java)) {
                    return java;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw Requirement.missing("no " + JVMS + "/java-17-*: apt-get install openjdk-17-jre-headless");
    }
}
