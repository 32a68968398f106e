package io.puypuy.app;

import static io.puypuy.app.Installed.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.Installed.Ended;
import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** pattoo's agents, started and ended with the distribution's commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AgentsIT {
    private static final String SPOKE = "pattoo_agent_os_spoked";
    private static final String HUB = "pattoo_agent_os_hubd";
    private static final String AUTONOMOUS = "pattoo_agent_os_autonomousd";

    private Installed puypuy;
    private Path conf;
    private int port;

    /** One for all, so that the archives of classes are made once. */
    @BeforeAll
    void install(@TempDir Path folder) throws Exception {
        puypuy = Installed.in(folder);
    }

    @BeforeEach
    void configure(@TempDir Path folder) throws IOException {
        conf = folder.resolve("etc");
        port = FreePort.next();
        Files.createDirectories(conf);
        configureServer(1);
        configureSpoke(port);
    }

    private void configureServer(int ofServer) throws IOException {
        write("pattoo.yaml", """
                pattoo:
                  log_directory: %1$s/log
                  cache_directory: %1$s/cache
                  daemon_directory: %1$s/daemon
                pattoo_agent_api:
                  ip_address: 127.0.0.1
                  ip_bind_port: %2$d
                """.formatted(conf, ofServer));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(conf.resolve(file), text);
    }

    private void configureSpoke(int ofSpoke) throws IOException {
        write(SPOKE + ".yaml", SPOKE + ":\n  ip_listen_address: 127.0.0.1\n  ip_bind_port: " + ofSpoke + "\n");
    }

    @AfterEach
    void killWhatIsLeft() throws IOException {
        for (String program : List.of(SPOKE, HUB, AUTONOMOUS)) {
            pid(program).stream()
                    .mapToObj(ProcessHandle::of)
                    .flatMap(Optional::stream)
                    .forEach(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        }
    }

    private Ended agent(String program, String... options) throws IOException, InterruptedException {
        return Installed.run(
                Path.of(System.getProperty("java.home")),
                command(program, options),
                Map.of("PATTOO_CONFIGDIR", conf.toString()));
    }

    private List<String> command(String program, String... options) {
        List<String> command = new ArrayList<>(
                List.of(puypuy.home.resolve("bin").resolve(program).toString()));
        command.addAll(List.of(options));
        return command;
    }

    private void succeed(String program, String... options) throws IOException, InterruptedException {
        Ended ended = agent(program, options);
        assertThat(ended.code()).as(ended.text()).isZero();
    }

    private OptionalLong pid(String program) throws IOException {
        return DaemonLock.holder(conf.resolve("daemon/lock").resolve(program + ".lock"));
    }

    private Path pidFile(String program) {
        return conf.resolve("daemon/pid").resolve(program + ".pid");
    }

    private String log() throws IOException {
        return Files.readString(conf.resolve("log/pattoo.log"));
    }

    private static String ask(int of, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void spokeListensWhenStartReturnsAndEndsWithStop() throws Exception {
        succeed(SPOKE, "--start");
        long pid = pid(SPOKE).orElseThrow();

        assertThat(ask(port, "/pattoo-agent-os/300"))
                .contains("\"pattoo_agent_polling_interval\":300000", "pattoo_agent_os_spoked");
        assertThat(Files.readString(pidFile(SPOKE))).isEqualTo(pid + "\n");
        assertThat(agent(SPOKE, "--status")).isEqualTo(new Ended(0, "Daemon is running - " + SPOKE + "\n"));
        assertThat(log()).contains("(1070S): Daemon " + SPOKE + " started - PID file: " + pidFile(SPOKE));
        Ended second = agent(SPOKE, "--start");
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.text())
                .contains("(1073E): PID file: " + pidFile(SPOKE) + " already exists. Daemon already running?");
        assertOwnersOnly();

        assertThat(agent(SPOKE, "--stop")).isEqualTo(new Ended(0, ""));
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(pidFile(SPOKE)).doesNotExist();
        assertThat(log()).contains("(1071S): Daemon " + SPOKE + " stopped");
        assertThat(agent(SPOKE, "--status")).isEqualTo(new Ended(3, "Daemon is stopped - " + SPOKE + "\n"));
        assertThat(agent(SPOKE, "--stop")).isEqualTo(new Ended(0, ""));
    }

    private void assertOwnersOnly() throws IOException {
        for (Path folder : List.of(conf.resolve("log"), conf.resolve("daemon"))) {
            try (Stream<Path> made = Files.walk(folder)) {
                assertThat(made).allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .endsWith("------"));
            }
        }
    }

    @Test
    void restartLeavesANewOneRunningWithForceToo() throws Exception {
        succeed(SPOKE, "--restart");
        long first = pid(SPOKE).orElseThrow();
        succeed(SPOKE, "--restart");
        long second = pid(SPOKE).orElseThrow();
        succeed(SPOKE, "--restart", "--force");
        long third = pid(SPOKE).orElseThrow();

        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(ask(port, "/pattoo-agent-os/60")).contains("60000");

        write(SPOKE + ".yaml", SPOKE + ":\n  ip_bind_port: none\n  ip_listen_address: a b\n");
        Ended faulty = agent(SPOKE, "--restart");
        assertThat(faulty.code()).isEqualTo(2);
        assertThat(faulty.text())
                .contains(SPOKE + ".yaml:2: [" + SPOKE + "] ip_bind_port = \"none\"", SPOKE + ".yaml:3: ");
        assertThat(pid(SPOKE)).hasValue(third);
        assertThat(agent(SPOKE, "--stop", "--force").code()).isZero();
        assertThat(pid(SPOKE)).isEmpty();
    }

    @Test
    void killedDaemonIsStoppedAndStartsAgain() throws Exception {
        succeed(SPOKE, "--start");
        ProcessHandle killed = ProcessHandle.of(pid(SPOKE).orElseThrow()).orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();

        assertThat(pidFile(SPOKE)).exists();
        assertThat(agent(SPOKE, "--status").code()).isEqualTo(3);
        succeed(SPOKE, "--start");
        assertThat(pid(SPOKE).orElseThrow()).isNotEqualTo(killed.pid());
    }

    @Test
    void takenPortIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            configureSpoke(taken.getLocalPort());

            Ended ended = agent(SPOKE, "--start");

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.text())
                    .contains("another program has this port; set ip_bind_port in " + conf.resolve(SPOKE + ".yaml"));
            assertThat(pid(SPOKE)).isEmpty();
        }
    }

    @Test
    void ofTwoStartsAtOnceOneWins() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Ended> one = pool.submit(() -> agent(SPOKE, "--start"));
            Future<Ended> other = pool.submit(() -> agent(SPOKE, "--start"));

            assertThat(List.of(one.get().code(), other.get().code())).containsExactlyInAnyOrder(0, 2);
            assertThat(agent(SPOKE, "--status").code()).isZero();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void foregroundEndsWithTermAndLogsToStandardErrorToo() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command(SPOKE, "--foreground")).redirectErrorStream(true);
        builder.environment().put("PATTOO_CONFIGDIR", conf.toString());
        Process process = builder.start();

        await("it is up").until(() -> Files.exists(pidFile(SPOKE)));
        assertThat(pid(SPOKE)).hasValue(process.pid());
        process.toHandle().destroy();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("(1070S): Daemon " + SPOKE, "(1071S): Daemon " + SPOKE);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void hubRelaysTheSpokeAndTheAutonomousAgentPosts() throws Exception {
        try (PostedDocuments server = new PostedDocuments()) {
            configureServer(server.port());
            int page = FreePort.next();
            write(
                    HUB + ".yaml",
                    HUB + ":\n  polling_interval: 1\n  page_bind_port: " + page
                            + "\n  ip_devices:\n    - ip_address: 127.0.0.1\n      ip_bind_port: " + port + "\n");
            write(AUTONOMOUS + ".yaml", AUTONOMOUS + ":\n  polling_interval: 1\n");
            succeed(SPOKE, "--start");
            succeed(HUB, "--start");
            succeed(AUTONOMOUS, "--start");

            await("the spoke's document").until(() -> server.has("\"pattoo_agent_program\",\"" + SPOKE));
            await("the autonomous agent's document")
                    .until(() -> server.has("\"pattoo_agent_program\", \"" + AUTONOMOUS));
            assertThat(ask(page, "/metrics")).contains("# TYPE");

            for (String program : List.of(AUTONOMOUS, HUB, SPOKE)) {
                succeed(program, "--stop");
                assertThat(agent(program, "--status").code()).isEqualTo(3);
            }
        }
    }
}
