package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.app.daemon.DaemonFiles;
import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.app.daemon.StatusFile;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** The distribution, unpacked in a folder of its own whose name has a space, and the daemon that runs there. */
final class Installed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static @Nullable Path prepared;

    final Path home;
    final int port;

    private Installed(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** How a program ended and everything that it printed. */
    record Ended(int code, String text) {}

    /** As it comes out of the archive. */
    static Installed unpacked(Path folder) throws IOException, InterruptedException {
        Path into = Files.createDirectories(folder.resolve("a folder"));
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "puypuy-*.tar.gz")) {
            for (Path archive : archives) {
                succeed("tar", "-xzf", archive.toAbsolutePath().toString(), "-C", into.toString());
            }
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(into)) {
            return configured(found.iterator().next());
        }
    }

    /** A copy of one that has started before, which spares the time of making the archives of classes. */
    static synchronized Installed in(Path folder) throws IOException, InterruptedException {
        Path from = prepared;
        if (from == null) {
            Path target = Path.of(System.getProperty("puypuy.prepared", "target/prepared"))
                    .toAbsolutePath();
            succeed("rm", "-rf", target.toString());
            Installed first = unpacked(target);
            assertThat(first.puypuy("prepare").code()).isZero();
            from = first.home;
            prepared = from;
        }
        Path into = Files.createDirectories(folder.resolve("a folder"));
        succeed("cp", "-a", from.toString(), into.toString());
        return configured(into.resolve(from.getFileName()));
    }

    private static Installed configured(Path home) throws IOException {
        Installed installed = new Installed(home, FreePort.next());
        installed.configure("", "");
        return installed;
    }

    /** Writes conf/config.ini: a period of 1 s, a free port, and these lines of two sections. */
    void configure(String selfConfig, String server) throws IOException {
        write(
                "conf/config.ini",
                "[SelfConfig]\ncheck_period_seconds = 1\n" + selfConfig
                        + "\n[TSDB]\ntsdtype = Embedded\n[Server]\nport = " + port + "\n" + server + "\n");
    }

    /** Replaces the file at once, as an editor does. */
    void write(String file, String text) throws IOException {
        Path written = home.resolve(file + ".written");
        Files.writeString(written, text);
        Files.move(written, home.resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Puts a script into scripts_available and enables it as the documentation says. */
    void addScript(String name, String text) throws IOException {
        Path script = home.resolve("scripts_available").resolve(name);
        Files.writeString(script, text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(home.resolve("scripts_enabled").resolve(name), Path.of("../scripts_available", name));
    }

    Ended puypuy(String... arguments) throws IOException, InterruptedException {
        return puypuyWith(Path.of(System.getProperty("java.home")), arguments);
    }

    Ended puypuyWith(Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(arguments));
        return run(java, command);
    }

    String launcher() {
        return home.resolve("bin/puypuy").toString();
    }

    /** Starts the daemon, which must succeed; returns its process id. */
    long start() throws IOException, InterruptedException {
        Ended started = puypuy("start");
        assertThat(started.code()).as(started.text()).isZero();
        return pid().orElseThrow();
    }

    /** Of the daemon that runs. */
    OptionalLong pid() throws IOException {
        return DaemonLock.holder(new DaemonFiles(home).lock());
    }

    /** What the daemon wrote after its last cycle. */
    Optional<EngineStatus> status() {
        return StatusFile.read(new DaemonFiles(home).status());
    }

    /** What the daemon says of a check or script. */
    Optional<JobStatus> job(String name) {
        return status().flatMap(now ->
                now.jobs().stream().filter(job -> job.name().equals(name)).findFirst());
    }

    static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /** Asks the page; the answer's text is JSON. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                .timeout(PATIENCE)
                .build();
        return JSON.readTree(
                HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    String log() throws IOException {
        Path log = home.resolve("var/log/puypuy.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static void succeed(String... command) throws IOException, InterruptedException {
        Ended ended = run(Path.of(System.getProperty("java.home")), List.of(command));
        assertThat(ended.code()).as(ended.text()).isZero();
    }

    static Ended run(Path java, List<String> command) throws IOException, InterruptedException {
        return run(java, command, Map.of());
    }

    static Ended run(Path java, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PUYPUY_"));
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }

    /** Kills the daemon, if there is still one. */
    void kill() throws IOException {
        Optional<ProcessHandle> daemon = pid().stream()
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .findFirst();
        daemon.ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    @Override
    public void close() throws IOException {
        kill();
    }
}
