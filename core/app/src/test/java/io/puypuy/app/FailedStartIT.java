package io.puypuy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.puypuy.app.Installed.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the daemon from starting is one clear sentence, and leaves no process. */
final class FailedStartIT {
    private Path folder;
    private Installed puypuy;

    @BeforeEach
    void install(@TempDir Path folder) throws Exception {
        this.folder = folder;
        puypuy = Installed.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        puypuy.close();
    }

    /** The lines that a start says which fails. */
    private List<String> failedStart() throws Exception {
        Ended started = puypuy.puypuy("start");
        assertThat(started.code()).as(started.text()).isEqualTo(1);
        assertNoProcess();
        // Making the archive of classes, and waiting on a busy machine, is no part of the reason.
        return started.text()
                .lines()
                .filter(line -> !line.startsWith("Preparing") && !line.startsWith("waiting for the first cycle"))
                .toList();
    }

    private void assertNoProcess() throws IOException {
        assertThat(puypuy.pid()).isEmpty();
        String home = puypuy.home.toString();
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("puypuy.home=" + home)))
                .isEmpty();
    }

    @Test
    void portIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(puypuy.port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failedStart())
                    .singleElement()
                    .asString()
                    .startsWith("puypuy: not started: ")
                    .contains("127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void storeIsAnotherDaemons() throws Exception {
        try (Installed other = Installed.in(folder.resolve("other"))) {
            long pid = other.start();
            Path store = other.home.resolve("var/store");
            puypuy.configure("", "path = " + store);

            assertThat(failedStart())
                    .singleElement()
                    .asString()
                    .startsWith("puypuy: not started: ")
                    .contains(store.toString())
                    .contains("in use by another process");
            assertThat(other.pid()).hasValue(pid);
        }
    }

    @Test
    void restartWithFaultySettingsEndsNothing() throws Exception {
        long pid = puypuy.start();
        puypuy.configure("", "retention_days = 365 days");

        Ended restarted = puypuy.puypuy("restart");
        assertThat(restarted.code()).isEqualTo(1);
        assertThat(restarted.text()).contains("retention_days = \"365 days\"", "not restarted: ");
        assertThat(puypuy.pid()).hasValue(pid);
    }

    @Test
    void backendIsUnknown() throws Exception {
        puypuy.write("conf/config.ini", "[SelfConfig]\n[TSDB]\ntsdtype = Embeded\n");

        assertThat(failedStart())
                .singleElement()
                .asString()
                .contains("config.ini:3: [TSDB] tsdtype = \"Embeded\"")
                .contains("Embedded");
    }

    @Test
    void allFaultsOfAllFilesAreSaidAtOnce() throws Exception {
        puypuy.configure("max_cache = lots\ndebug_log = perhaps", "retention_days = 0");
        String system = Files.readString(puypuy.home.resolve("conf/system.ini"));
        puypuy.write("conf/system.ini", system.replaceFirst("high: 95", "high: ninety"));

        assertThat(failedStart())
                .filteredOn(line -> line.contains("conf/"))
                .hasSize(4)
                .anyMatch(line -> line.contains("config.ini:3: [SelfConfig] max_cache = \"lots\""))
                .anyMatch(line -> line.contains("config.ini:4: [SelfConfig] debug_log = \"perhaps\""))
                .anyMatch(line -> line.contains("config.ini:9: [Server] retention_days = \"0\""))
                .anyMatch(line -> line.contains("system.ini:") && line.contains("\"ninety\""));
    }

    @Test
    void addressForEverybodyNeedsAKey() throws Exception {
        puypuy.configure("", "address = 0.0.0.0");

        assertThat(failedStart())
                .singleElement()
                .asString()
                .contains("config.ini:8: [Server] address = \"0.0.0.0\"")
                .contains("apikey");
    }

    @Test
    void folderMayNotBeWritten() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
        openToOthers();
        Ended started = asNobody("start");

        assertThat(started.code()).isEqualTo(1);
        assertThat(started.text().lines())
                .singleElement()
                .asString()
                .contains("no permission")
                .contains(puypuy.home.resolve("var").toString())
                .contains("nobody");
        assertNoProcess();
        assertThat(asNobody("status").code()).isEqualTo(4);
    }

    private Ended asNobody(String command) throws IOException, InterruptedException {
        return Installed.run(
                Path.of(System.getProperty("java.home")),
                List.of(
                        "setpriv",
                        "--reuid=nobody",
                        "--regid=nogroup",
                        "--clear-groups",
                        "--",
                        puypuy.launcher(),
                        command));
    }

    @Test
    void rootBecomesTheUserOfTheSettings() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can become another user");
        openToOthers();
        puypuy.configure("run_user = nobody", "");
        try {
            long pid = puypuy.start();

            assertThat(Files.getOwner(Path.of("/proc/" + pid)).getName()).isEqualTo("nobody");
            assertThat(Files.getOwner(puypuy.home.resolve("var")).getName()).isEqualTo("nobody");
            assertThat(puypuy.puypuy("status").code()).isZero();
            assertThat(puypuy.puypuy("stop").code()).isZero();
        } finally {
            puypuy.close();
        }
    }

    /** A temporary folder is its owner's only; the other user has to reach the installation. */
    private void openToOthers() throws IOException {
        for (Path path = puypuy.home; path.startsWith(folder); path = path.getParent()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
