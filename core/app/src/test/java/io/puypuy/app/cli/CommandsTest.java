package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandsTest {
    private Path home;

    private Shell shell;

    @BeforeEach
    void install(@TempDir Path home) throws IOException {
        this.home = home;
        shell = new Shell(home);
        Files.createDirectories(home.resolve("checks_available/check_nginx"));
        Files.createDirectories(home.resolve("checks_available/check_redis"));
        shell.write("checks_available/pom.xml", "");
        shell.write("scripts_available/check_random.sh", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start", "stop", "restart", "status", "run", "once", "checks", "check", "enable", "disable", "config",
                "backend", "spool", "query"
            })
    void everyCommandHasHelpWithExamples(String command) {
        assertThat(shell.run("help", command)).isZero();
        assertThat(shell.out.toString()).contains("Example").contains("bin/puypuy " + command);
        assertThat(shell.run(command, "--help")).isZero();
    }

    @Test
    void misspeltCommandNamesTheNearest() {
        assertThat(shell.run("sttus")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("Did you mean").contains("status");
    }

    @Test
    void enableMakesARelativeLinkAndDisableRemovesIt() throws IOException {
        assertThat(shell.run("enable", "check_nginx", "check_random.sh")).isZero();
        assertThat(Files.readSymbolicLink(home.resolve("checks_enabled/check_nginx")))
                .isEqualTo(Path.of("../checks_available/check_nginx"));
        assertThat(Files.readSymbolicLink(home.resolve("scripts_enabled/check_random.sh")))
                .isEqualTo(Path.of("../scripts_available/check_random.sh"));

        assertThat(shell.run("enable", "check_nginx")).isZero();
        assertThat(shell.out.toString()).isEqualToIgnoringNewLines("check_nginx is enabled already.");

        assertThat(shell.run("disable", "check_nginx")).isZero();
        assertThat(home.resolve("checks_enabled/check_nginx")).doesNotExist();
        assertThat(shell.run("disable", "check_nginx")).isZero();
        assertThat(shell.out.toString()).isEqualToIgnoringNewLines("check_nginx is disabled already.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check_nginz", "nginx", "check_ngin"})
    void unknownCheckNamesTheNearest(String name) {
        assertThat(shell.run("enable", name, "check_redis")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("did you mean \"check_nginx\"?");
        assertThat(home.resolve("checks_enabled/check_redis")).isSymbolicLink();
    }

    @Test
    void copyOfACheckIsNotDeleted() throws IOException {
        Files.createDirectories(home.resolve("checks_enabled/check_mine"));

        assertThat(shell.run("disable", "check_mine")).isEqualTo(1);
        assertThat(shell.err.toString()).contains("not a link but a copy");
        assertThat(home.resolve("checks_enabled/check_mine")).exists();
    }

    @Test
    void checksListsWhatThereIs() {
        shell.run("enable", "check_nginx");

        assertThat(shell.run("checks")).isZero();
        assertThat(shell.out.toString().lines())
                .anyMatch(line -> line.matches("check_nginx +yes"))
                .anyMatch(line -> line.matches("check_random.sh +no"))
                .noneMatch(line -> line.contains("pom.xml"));
        assertThat(shell.run("checks", "--format", "json")).isZero();
        assertThat(shell.out.toString()).contains("\"name\" : \"check_redis\"").contains("\"enabled\" : false");
    }

    @Test
    void configCheckListsAllFaultsAndWarnings() throws IOException {
        shell.write("conf/config.ini", """
                [SelfConfig]
                check_period_seconds = soon
                max_cache = x
                log_fil = var/log
                [TSDB]
                tsdtype = Embedded
                [Server]
                port = none
                [Sever]
                port = 1
                """);
        assertThat(shell.run("config", "check")).isEqualTo(1);
        assertThat(shell.out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("conf/config.ini:2: [SelfConfig] check_period_seconds = \"soon\""),
                        line -> assertThat(line).startsWith("conf/config.ini:3: [SelfConfig] max_cache = \"x\""),
                        line -> assertThat(line).contains("conf/config.ini:4:").contains("did you mean \"log_file\"?"),
                        line -> assertThat(line)
                                .startsWith("conf/config.ini:6: [TSDB] tsdtype = \"Embedded\": backends: "),
                        line -> assertThat(line).startsWith("conf/config.ini:8: [Server] port = \"none\""),
                        line -> assertThat(line).contains("conf/config.ini:9:").contains("did you mean [Server]?"),
                        line -> assertThat(line).startsWith("checks_enabled: cannot be listed"),
                        line -> assertThat(line).isEqualTo("scripts_enabled: there is no such folder"),
                        line -> assertThat(line).isEqualTo("4 faults, 4 warnings."));
    }

    @Test
    void statusHasTheExitCodesOfTheStandardBase() throws IOException {
        assertThat(shell.run("status")).isEqualTo(3);
        shell.write("var/run/puypuy.pid", "1\n");
        assertThat(shell.run("status")).isEqualTo(1);
        assertThat(shell.out.toString()).contains("ended without having been stopped");
        Files.createDirectories(home.resolve("var/run/puypuy.lock"));
        assertThat(shell.run("status")).isEqualTo(4);
    }

    @Test
    void stopWithoutADaemonSucceeds() {
        assertThat(shell.run("stop")).isZero();
        assertThat(shell.out.toString()).isEqualToIgnoringNewLines("PuyPuy does not run.");
    }

    @Test
    void unreadableConfIsOneSentence() throws IOException {
        Files.delete(home.resolve("conf"));

        assertThat(shell.run("config", "check")).isEqualTo(1);
        assertThat(shell.err.toString()).startsWith("puypuy: ").doesNotContain("\tat ");
    }

    @Test
    void backendCheckFailsWithFaultySettings() throws IOException {
        shell.write("conf/config.ini", "[TSDB]\ntsdtype = Embeded\n[TSDB:second]\nurl = x\n");

        assertThat(shell.run("backend", "check")).isEqualTo(1);
        assertThat(shell.out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("conf/config.ini:2: [TSDB] tsdtype = \"Embeded\": "),
                        line -> assertThat(line).startsWith("conf/config.ini:3: [TSDB:second] tsdtype: required"),
                        line -> assertThat(line).contains("warning: [TSDB:second] url: unknown key"),
                        line -> assertThat(line).isEqualTo("Usable: 0 of 2 backends."));

        assertThat(shell.run("backend", "check", "secnd")).isEqualTo(2);
        assertThat(shell.err.toString()).contains("there is no backend \"secnd\"; did you mean \"second\"?");
    }
}
