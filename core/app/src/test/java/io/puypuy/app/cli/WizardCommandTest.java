package io.puypuy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.app.wizard.Dialogue;
import io.puypuy.app.wizard.Service;
import io.puypuy.app.wizard.Sources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wizard with answers from a pipe and a launcher that only notes what it is asked to do. */
final class WizardCommandTest {
    private static final String CONFIG = """
            ; mine
            [SelfConfig]
            check_period_seconds = 7
            cluster_name = lab
            host_group = workers
            location =

            [TSDB]
            tsdtype = Embedded

            # --- InfluxDB 1.x ---
            #tsdtype = InfluxDB
            #address = http://127.0.0.1:8086
            #database = puypuy

            [Server]
            port = 1
            """;

    private Path home;
    private Path config;
    private Path units;
    private Shell shell;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        home = folder.resolve("a home");
        shell = new Shell(home);
        config = home.resolve("conf/config.ini");
        units = Files.createDirectories(folder.resolve("units"));
        shell.write("conf/config.ini", CONFIG);
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createDirectories(home.resolve("checks_available/check_disks"));
        Files.createDirectories(home.resolve("checks_available/check_memory"));
        Files.createDirectories(home.resolve("checks_available/check_nginx"));
        program(home.resolve("bin/puypuy"), "echo \"$@\" >>\"$(dirname \"$0\")/asked\"; echo said \"$@\"");
        program(folder.resolve("systemctl"), "echo \"$@\" >>\"$(dirname \"$0\")/systemctl.asked\"");
    }

    private static void program(Path file, String line) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private record Around(String input, Service.Machine machine) implements WizardCommand.Surroundings {
        @Override
        public Dialogue.Source answers() {
            return Sources.lines(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public Map<String, String> backends(Path folder) {
            return new TreeMap<>(Map.of(
                    "Embedded", "Stores points here.",
                    "InfluxDB", "Writes points to InfluxDB.",
                    "OddEye", "",
                    "Other", "",
                    "pattoo", ""));
        }
    }

    private int wizard(boolean root, boolean systemd, String... answers) {
        Optional<Path> systemctl = systemd ? Optional.of(units.resolveSibling("systemctl")) : Optional.empty();
        shell.surroundings = new Around(String.join("\n", answers) + "\n", new Service.Machine(root, systemctl, units));
        return shell.run("config", "wizard");
    }

    private int wizard(String... answers) {
        return wizard(false, false, answers);
    }

    private String written() throws IOException {
        return Files.readString(config);
    }

    @Test
    void answersChangeTheirKeysAndNothingElse() throws IOException {
        int code = wizard(
                "influxdb",
                "http://db:8086",
                "me",
                "se cret",
                "metrics",
                "yes",
                "prod",
                "",
                "rack 3",
                "all",
                "no",
                "yes",
                "yes");

        assertThat(code).as(shell.out + "" + shell.err).isZero();
        assertThat(written()).isEqualTo("""
                ; mine
                [SelfConfig]
                check_period_seconds = 7
                cluster_name = prod
                host_group = workers
                location = rack 3

                [TSDB]
                #tsdtype = Embedded

                # --- InfluxDB 1.x ---
                tsdtype = InfluxDB
                address = http://db:8086
                user = me
                pass = se cret
                database = metrics
                create_database = yes

                [Server]
                port = 1
                """);
        assertThat(Files.readString(home.resolve("conf/config.ini.bak"))).isEqualTo(CONFIG);
        assertThat(home.resolve("checks_enabled/check_disks")).isSymbolicLink();
        assertThat(home.resolve("checks_enabled/check_memory")).isSymbolicLink();
        assertThat(home.resolve("checks_enabled/check_nginx")).doesNotExist();
        assertThat(Files.readAllLines(home.resolve("bin/asked"))).containsExactly("config check", "backend check");
        assertThat(shell.out.toString())
                .contains("Name of the cluster [lab]: prod")
                .contains("[TSDB] pass = (not shown)")
                .contains("said backend check")
                .endsWith("Next: bin/puypuy start\n")
                .doesNotContain("se cret");
    }

    @Test
    void keyOfPattooIsASecret() throws IOException {
        wizard("pattoo", "", "k3y", "", "", "", "-", "no", "no", "yes");

        assertThat(written()).contains("apikey = k3y\n");
        assertThat(shell.out.toString()).contains("[TSDB] apikey = (not shown)").doesNotContain("k3y");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void secretIsNotReadableByAllAndStaysUnlessAnotherIsTyped() throws IOException {
        wizard("InfluxDB", "", "me", "secret", "", "", "", "", "", "-", "no", "no", "yes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config)))
                .isEqualTo("rw-r-----");
        String first = written();
        assertThat(first).contains("pass = secret\n", "database = puypuy\n");

        assertThat(wizard("", "", "", "", "", "", "", "", "far", "", "no", "no", "yes"))
                .isZero();
        assertThat(written()).isEqualTo(first.replace("location =\n", "location = far\n"));
        assertThat(shell.out.toString())
                .contains("User (Enter or - if the server asks for none) [me]: ", "[unchanged]");
        assertThat(Files.readString(home.resolve("conf/config.ini.bak"))).isEqualTo(CONFIG);
        assertThat(Files.readString(home.resolve("conf/config.ini.bak.2"))).isEqualTo(first);

        // A user that is left empty takes its password along.
        wizard("", "", "-", "", "", "", "", "", "-", "no", "no", "yes");
        assertThat(written()).contains("#user = me\n#pass = secret\n");
    }

    @Test
    void placeholdersOfPuyPuyAreNoUser() throws IOException {
        shell.write("conf/config.ini", """
                [TSDB]
                address: http://db:8086
                auth: False
                user: netangels
                pass: bololo
                database: test
                tsdtype: InfluxDB
                """);
        wizard("", "", "me", "right", "", "no", "c", "g", "-", "-", "no", "no", "yes");
        assertThat(written()).isEqualTo("""
                [TSDB]
                address: http://db:8086
                auth: yes
                user: me
                pass: right
                database: test
                create_database = no
                tsdtype: InfluxDB

                [SelfConfig]
                cluster_name = c
                host_group = g
                """);
    }

    @Test
    void wrongAnswersAreAskedAgainWithTheReason() throws IOException {
        int code = wizard(
                "influx",
                "InfluxDB",
                "db:8086",
                "http://db:99999",
                "http://db:8086",
                "",
                "-",
                "db",
                "perhaps",
                "no",
                "",
                "",
                "",
                "check_nginz",
                "check_nginx",
                "maybe",
                "no",
                "no",
                "yes");

        assertThat(code).isZero();
        assertThat(shell.out.toString())
                .contains("  write one of Embedded, InfluxDB, OddEye, Other")
                .contains("  write an address with http:// or https://")
                .contains("  needed; write a value")
                .contains("  there is no check or script \"check_nginz\"; did you mean \"check_nginx\"?")
                .contains("  write yes or no");
        assertThat(home.resolve("checks_enabled/check_nginx")).isSymbolicLink();
        assertThat(written()).contains("create_database = no").doesNotContain("user");
    }

    @Test
    void endOfTheInputWritesNothing() throws IOException {
        String[] all = {"", "", "", "", "all", "no", "no"};
        for (int count = 0; count <= all.length; count++) {
            String input = String.join("\n", java.util.Arrays.copyOf(all, count)) + (count == 0 ? "" : "\n");
            shell.surroundings = new Around(input, new Service.Machine(false, Optional.empty(), units));
            assertThat(shell.run("config", "wizard")).isEqualTo(1);
            assertThat(shell.err.toString())
                    .isEqualToIgnoringNewLines(
                            "puypuy: the input ended before all questions were answered; nothing was" + " written");
        }
        assertThat(written()).isEqualTo(CONFIG);
        assertThat(home.resolve("conf/config.ini.bak")).doesNotExist();
        assertThat(home.resolve("checks_enabled")).doesNotExist();
        assertThat(wizard("", "", "", "", "all", "no", "no", "no")).isEqualTo(1);
        assertThat(written()).isEqualTo(CONFIG);
    }

    @Test
    void nothingNewIsNotWritten() throws IOException {
        assertThat(wizard("", "", "", "", "-", "no", "no")).isZero();
        assertThat(shell.out.toString()).contains("Nothing changes.").doesNotContain("is written");
        assertThat(written()).isEqualTo(CONFIG);
        assertThat(home.resolve("conf/config.ini.bak")).doesNotExist();
    }

    @Test
    void sectionInAnotherFileIsRefusedBeforeTheFirstQuestion() throws IOException {
        shell.write("conf/own.ini", "[tsdb]\ntsdtype = Embedded\n");
        assertThat(wizard()).isEqualTo(1);
        assertThat(shell.err.toString())
                .contains("conf/own.ini has the section [TSDB]")
                .contains("move it there first");
    }

    @Test
    void failedCheckIsAFailure() throws IOException {
        program(home.resolve("bin/puypuy"), "echo what is wrong; exit 1");
        assertThat(wizard("", "", "", "here", "-", "no", "yes", "yes")).isEqualTo(1);
        assertThat(shell.out.toString()).contains("what is wrong").contains("Next: bin/puypuy config wizard");
        assertThat(written()).contains("location = here");
    }

    @Test
    void oddEyeIsAskedForItsIdAndGetsItsHeartBeat() throws IOException {
        Files.createDirectories(home.resolve("checks_available/check_oddeye"));
        String id = "fedcba98-7654-3210-fedc-ba9876543210";
        assertThat(wizard("oddeye", "", "x", id, "", "", "", "all", "no", "no", "yes"))
                .isZero();
        assertThat(shell.out.toString())
                .contains("  write the id as it was given to you")
                .doesNotContain(id);
        assertThat(written())
                .contains("tsdtype = OddEye\nurl = https://api.oddeye.co/oddeye-barlus/put/tsdb\nuuid = " + id + "\n");
        assertThat(home.resolve("checks_enabled/check_oddeye")).isSymbolicLink();
    }

    @Test
    void unknownBackendPointsToItsReadme() throws IOException {
        assertThat(wizard("Other", "", "", "", "-", "no", "no", "yes")).isZero();
        assertThat(shell.out.toString()).contains("What Other needs stands in its README");
        assertThat(written()).contains("#tsdtype = Embedded\ntsdtype = Other\n");
    }

    @Test
    void rootInstallsTheServiceWhereSystemdIs() throws IOException {
        int code = wizard(true, true, "", "", "", "", "nobody-of-that-name", "root", "-", "yes", "no", "yes");

        assertThat(code).as(shell.out + "" + shell.err).isZero();
        assertThat(shell.out.toString())
                .contains("there is no such user; create it first: useradd --system nobody-of-that-name")
                .endsWith("Next: systemctl start puypuy.service\n");
        assertThat(written()).contains("location =\nrun_user = root\n");
        assertThat(Files.readString(units.resolve("puypuy.service")))
                .contains("\nExecStart=\"" + home.resolve("bin/puypuy") + "\" run\n")
                .doesNotContain("JAVA_HOME");
        assertThat(Files.readAllLines(units.resolveSibling("systemctl.asked")))
                .containsExactly("daemon-reload", "enable puypuy.service");
    }

    @Test
    void othersAreShownTheService() throws IOException {
        assertThat(wizard(false, true, "", "", "", "", "-", "yes", "no", "yes")).isZero();
        assertThat(shell.out.toString())
                .contains("can only be installed by root where systemd runs. It would be " + units)
                .contains("  ExecStart=")
                .contains("systemctl enable --now puypuy.service");
        assertThat(units).isEmptyDirectory();
    }
}
