package io.puypuy.app.pattoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.pattoo.settings.AgentProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the commands answer as long as no daemon comes into it. */
final class AgentMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private Path home;

    @BeforeEach
    void configure(@TempDir Path home) throws IOException {
        this.home = home;
        Files.writeString(home.resolve("pattoo.yaml"), """
                pattoo:
                  log_directory: log
                  cache_directory: cache
                  daemon_directory: daemon
                """);
        Files.writeString(home.resolve("pattoo_agent_os_spoked.yaml"), "");
        environment.put("PATTOO_CONFIGDIR", home.toString());
    }

    private int run(String... arguments) {
        CommandLine line =
                AgentMain.commandLine(AgentProgram.SPOKE, new AgentHome(home, home.resolve("bin/puypuy"), environment));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    private Path pidFile() {
        return home.resolve("daemon/pid/pattoo_agent_os_spoked.pid");
    }

    @Test
    void helpIsThatOfTheDocuments() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("""
                usage: pattoo_agent_os_spoked [-h] [--start] [--stop] [--status] [--restart]
                                              [--force]

                optional arguments:
                  -h, --help  show this help message and exit
                  --start     Start the agent daemon.
                  --stop      Stop the agent daemon.
                  --status    Get daemon daemon status.
                  --restart   Restart the agent daemon.
                  --force     Stops or restarts the agent daemon ungracefully when used with
                              --stop or --restart.
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--force"})
    void withoutAnOrderItShowsItsHelpAndFails(String option) {
        assertThat(option.isEmpty() ? run() : run(option)).isEqualTo(2);
        assertThat(out.toString()).startsWith("usage: pattoo_agent_os_spoked ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void unknownOptionIsAnErrorWithTheUsage() {
        assertThat(run("--begin")).isEqualTo(2);
        assertThat(err.toString()).startsWith("usage: ").contains("pattoo_agent_os_spoked: error: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void statusOfNoDaemonIsThree() {
        assertThat(run("--status")).isEqualTo(3);
        assertThat(out.toString()).isEqualToIgnoringNewLines("Daemon is stopped - pattoo_agent_os_spoked");
    }

    @Test
    void statusIgnoresAPidFileThatWasLeft() throws IOException {
        Files.createDirectories(pidFile().getParent());
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");

        assertThat(run("--status")).isEqualTo(3);
        assertThat(run("--stop")).isZero();
        assertThat(pidFile()).doesNotExist();
        assertThat(Files.readString(home.resolve("log/pattoo.log")))
                .contains("(1071S): Daemon pattoo_agent_os_spoked stopped - PID file: " + pidFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stop", "--restart"})
    void daemonOfPattoosOwnIsLeftAlone(String order) throws Exception {
        // The script's name is on its command line, as it is on that of Python's.
        Path own = Files.writeString(home.resolve("pattoo_agent_os_spoked.py"), "read line\n");
        Process daemon = new ProcessBuilder("sh", own.toString()).start();
        try {
            Files.createDirectories(pidFile().getParent());
            Files.writeString(pidFile(), daemon.pid() + "\n");

            assertThat(run(order)).isEqualTo(1);
            assertThat(err.toString()).contains("Process " + daemon.pid() + " is one of pattoo's own.");
            assertThat(pidFile()).hasContent(daemon.pid() + "");
            assertThat(daemon.isAlive()).isTrue();
        } finally {
            daemon.destroyForcibly();
        }
    }

    @Test
    void statusLooksAtTheLock() throws Exception {
        Path lock = home.resolve("daemon/lock/pattoo_agent_os_spoked.lock");
        Files.createDirectories(lock.getParent());
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lock.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('h');
            assertThat(run("--stat")).isZero();
            assertThat(out.toString()).isEqualToIgnoringNewLines("Daemon is running - pattoo_agent_os_spoked");
        } finally {
            holder.destroyForcibly();
        }
    }

    /** Another process that holds the lock. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (DaemonLock lock = DaemonLock.take(Path.of(args[0])).orElseThrow()) {
                System.out.write('h');
                System.out.flush();
                Thread.sleep(Long.MAX_VALUE);
                assert lock != null;
            }
        }
    }

    @Test
    void stopOfNoDaemonSaysSoInTheLogOnly() throws IOException {
        assertThat(run("--stop")).isZero();
        assertThat(out.toString() + err).isEmpty();
        assertThat(Files.readString(home.resolve("log/pattoo.log")))
                .contains(" - pattoo_file - INFO - [")
                .contains("(1063S): PID file: " + pidFile() + " does not exist. Daemon not running?");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("log/pattoo.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void missingVariableIsOneSentence() {
        environment.clear();

        assertThat(run("--start")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("1039", "PATTOO_CONFIGDIR");
    }

    @Test
    void faultySettingsKeepItFromStartingButNotFromStopping() throws IOException {
        Files.writeString(home.resolve("pattoo_agent_os_spoked.yaml"), """
                pattoo_agent_os_spoked:
                  ip_bind_port: many
                  tls_key: none
                """);

        assertThat(run("--restart")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith(home + "/pattoo_agent_os_spoked.yaml:2: [pattoo_agent_os_spoked]"));
        assertThat(run("--stop")).isZero();
        assertThat(run("--status")).isEqualTo(3);
    }
}
