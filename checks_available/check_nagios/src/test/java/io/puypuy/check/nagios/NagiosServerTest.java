package io.puypuy.check.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.Alert;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.check.CheckDriver;
import io.puypuy.testkit.check.CheckResult;
import io.puypuy.testkit.server.FreePort;
import io.puypuy.testkit.server.Requirement;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check with the plugins of Debian. */
class NagiosServerTest {
    private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeAll
    static void needsThePlugins() {
        if (!Files.isExecutable(PLUGINS.resolve("check_load"))) {
            throw Requirement.missing(
                    "no program " + PLUGINS + "/check_load: apt-get install monitoring-plugins-basic");
        }
    }

    private static CheckDriver driver(String... commands) {
        return CheckDriver.of(
                new NagiosCheck(), "[Nagios]\n" + String.join("\n", commands).replace("@", PLUGINS + "/check_") + "\n");
    }

    private static double value(CheckResult result, String metric, String check) {
        return result.point(metric, "check", check).floating();
    }

    private static long state(CheckResult result, String check) {
        return result.point("nagios_state", "check", check).integer();
    }

    private static List<String> alerts(CheckResult result) {
        return result.alerts().stream().map(Alert::message).toList();
    }

    @Test
    void theFourStates() throws Exception {
        try (CheckDriver driver = driver(
                "fine: @dummy 0 'all well'", "soon: @dummy 1", "broken: @dummy 2 'out of order'", "idea: @dummy 3")) {
            CheckResult result = driver.run(START);

            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.OK);
            assertThat(state(result, "fine")).isZero();
            assertThat(state(result, "soon")).isEqualTo(1);
            assertThat(state(result, "broken")).isEqualTo(2);
            assertThat(state(result, "idea")).isEqualTo(3);
            assertThat(result.points("nagios_duration"))
                    .hasSize(4)
                    .allMatch(point -> point.floating() > 0 && point.floating() < 3);
            assertThat(result.alerts())
                    .extracting(Alert::name, Alert::level)
                    .containsExactly(
                            tuple("Nagios-soon", Alert.Level.WARNING),
                            tuple("Nagios-broken", Alert.Level.ERROR),
                            tuple("Nagios-idea", Alert.Level.WARNING));
            assertThat(alerts(result))
                    .containsExactly(
                            "WARNING: WARNING", "ERROR: CRITICAL: out of order", "WARNING: state unknown: UNKNOWN");
        }
    }

    @Test
    void countsTheProcessesThatWereStarted() throws Exception {
        // An argument that no other process of this machine has.
        String word = "86400." + ProcessHandle.current().pid();
        List<Process> sleeping = new ArrayList<>();
        try (CheckDriver driver = driver("sleeping: @procs -w 1:2 -c 0:5 -C sleep -a " + word)) {
            for (int i = 0; i < 3; i++) {
                sleeping.add(new ProcessBuilder("sleep", word).start());
            }
            CheckResult three = driver.run(START);
            assertThat(value(three, "nagios_procs", "sleeping")).isEqualTo(3);
            assertThat(value(three, "nagios_procs_warn", "sleeping")).isEqualTo(2);
            assertThat(value(three, "nagios_procs_warn_low", "sleeping")).isEqualTo(1);
            assertThat(value(three, "nagios_procs_crit", "sleeping")).isEqualTo(5);
            assertThat(alerts(three)).singleElement().asString().startsWith("WARNING: PROCS WARNING: 3 processes");

            sleeping.get(0).destroyForcibly().waitFor();
            CheckResult two = driver.run(START.plusSeconds(10));
            assertThat(value(two, "nagios_procs", "sleeping")).isEqualTo(2);
            assertThat(alerts(two)).singleElement().asString().startsWith("OK: PROCS OK: 2 processes");
        } finally {
            sleeping.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void knowsTheSizeOfADisk() throws Exception {
        try (CheckDriver driver = driver("disk: @disk -w 1% -c 0% -p /")) {
            CheckResult result = driver.run(START);
            double size = new File("/").getTotalSpace();
            // The plugin counts in MiB.
            assertThat(value(result, "nagios_rootfs_max", "disk")).isCloseTo(size, within(1048576.0));
            assertThat(value(result, "nagios_rootfs", "disk")).isBetween(1.0, size);
            assertThat(result.point("nagios_rootfs", "label", "/")
                            .series()
                            .tags()
                            .value("unit"))
                    .hasValue("bytes");
        }
    }

    @Test
    void aPortThatIsClosedIsCritical() throws Exception {
        try (ServerSocket open = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                CheckDriver driver = driver(
                        "open: @tcp -H 127.0.0.1 -p " + open.getLocalPort(),
                        "closed: @tcp -H 127.0.0.1 -p " + FreePort.next())) {
            CheckResult result = driver.run(START);
            assertThat(state(result, "open")).isZero();
            assertThat(value(result, "nagios_time", "open")).isBetween(0.0, 3.0);
            assertThat(state(result, "closed")).isEqualTo(2);
            assertThat(alerts(result)).singleElement().asString().startsWith("ERROR: connect to address 127.0.0.1");
        }
    }

    @Test
    void whatCannotBeRunIsUnknownAndCostsOthersNothing() throws Exception {
        try (CheckDriver driver = driver(
                "timeout: 300ms",
                "slow: sh -c 'sleep 60; echo OK'",
                "missing: @of_tomorrow",
                "crashed: sh -c 'echo half; kill -SEGV $$'",
                "strange: sh -c 'echo strange; exit 42'",
                "chatty: sh -c 'yes'",
                "wrong: @load --no-such-option",
                "last: @dummy 0")) {
            CheckResult result = driver.run(START);

            for (String check : List.of("slow", "missing", "crashed", "strange", "chatty", "wrong")) {
                assertThat(state(result, check)).as(check).isEqualTo(3);
            }
            assertThat(state(result, "last")).isZero();
            assertThat(result.alerts()).allMatch(alert -> alert.level() == Alert.Level.WARNING);
            assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
            assertThat(result.outcome().message())
                    .contains("slow: sh had not ended after 300 ms")
                    .contains("missing: there is no program " + PLUGINS + "/check_of_tomorrow")
                    .contains("crashed: sh ended with exit code 139, which is none of 0 to 3; it printed \"half\"")
                    .contains("strange: sh ended with exit code 42")
                    .contains("chatty: sh printed more than 65536 bytes");
        }
    }

    @Test
    void aRunThatTakesTooLongIsGoneOnWithBehindTheSlowOne(@TempDir Path folder) throws Exception {
        Path slow = folder.resolve("slow");
        Path last = folder.resolve("last");
        try (CheckDriver driver = driver(
                "timeout: 60s",
                "first: @dummy 0",
                "slow: sh -c 'touch " + slow + "; sleep 60'",
                "last: sh -c 'touch " + last + "'")) {
            runUntil(slow, driver);
            assertThat(last).doesNotExist();
            Files.delete(slow);
            runUntil(slow, driver);
            assertThat(last).exists();
        }
    }

    /** As the engine does it when the check's time is up. */
    private static void runUntil(Path exists, CheckDriver driver) throws InterruptedException {
        Thread running = Thread.currentThread();
        Thread clock = new Thread(() -> {
            await().until(() -> Files.exists(exists));
            running.interrupt();
        });
        clock.start();
        assertThatThrownBy(() -> driver.run(START)).isInstanceOf(InterruptedException.class);
        clock.join();
    }

    @Test
    void nothingOfAShellIsDone() throws Exception {
        try (CheckDriver driver = driver("plain: @dummy 1 '$(id) `id`; id > /tmp/x * \"quoted\" ${HOME} \\n'")) {
            assertThat(alerts(driver.run(START)))
                    .containsExactly("WARNING: WARNING: $(id) `id`; id > /tmp/x * \"quoted\" ${HOME} \\n");
        }
    }
}
