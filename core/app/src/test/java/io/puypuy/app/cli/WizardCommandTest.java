package io.puypuy.app.cli;

import static io.puypuy.app.cli.PipedWizard.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WizardCommandTest {
    private PipedWizard wizard;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        wizard = new PipedWizard(folder);
    }

    @Test
    void answersChangeTheirKeysAndNothingElse() throws IOException {
        int code = wizard.run(
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

        assertThat(code).as(wizard.shell.out + "" + wizard.shell.err).isZero();
        assertThat(wizard.written()).isEqualTo("""
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
        assertThat(Files.readString(wizard.home.resolve("conf/config.ini.bak"))).isEqualTo(CONFIG);
        assertThat(wizard.home.resolve("checks_enabled/check_disks")).isSymbolicLink();
        assertThat(wizard.home.resolve("checks_enabled/check_memory")).isSymbolicLink();
        assertThat(wizard.home.resolve("checks_enabled/check_nginx")).doesNotExist();
        assertThat(Files.readAllLines(wizard.home.resolve("bin/asked")))
                .containsExactly("config check", "backend check");
        assertThat(wizard.out())
                .contains("Name of the cluster [lab]: prod")
                .contains("[TSDB] pass = (not shown)")
                .contains("said backend check")
                .endsWith("Next: bin/puypuy start\n")
                .doesNotContain("se cret");
    }

    @Test
    void wrongAnswersAreAskedAgainWithTheReason() throws IOException {
        int code = wizard.run(
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
        assertThat(wizard.out())
                .contains("  write one of Embedded, InfluxDB, OddEye, Other")
                .contains("  write an address with http:// or https://")
                .contains("  needed; write a value")
                .contains("  there is no check or script \"check_nginz\"; did you mean \"check_nginx\"?")
                .contains("  write yes or no");
        assertThat(wizard.home.resolve("checks_enabled/check_nginx")).isSymbolicLink();
        assertThat(wizard.written()).contains("create_database = no").doesNotContain("user");
    }

    @Test
    void endOfTheInputWritesNothing() throws IOException {
        String[] all = {"", "", "", "", "all", "no", "no"};
        for (int count = 0; count <= all.length; count++) {
            String input = String.join("\n", Arrays.copyOf(all, count)) + (count == 0 ? "" : "\n");
            assertThat(wizard.read(input)).isEqualTo(1);
            assertThat(wizard.shell.err.toString())
                    .isEqualToIgnoringNewLines(
                            "puypuy: the input ended before all questions were answered; nothing was" + " written");
        }
        assertThat(wizard.written()).isEqualTo(CONFIG);
        assertThat(wizard.home.resolve("conf/config.ini.bak")).doesNotExist();
        assertThat(wizard.home.resolve("checks_enabled")).doesNotExist();
        assertThat(wizard.run("", "", "", "", "all", "no", "no", "no")).isEqualTo(1);
        assertThat(wizard.written()).isEqualTo(CONFIG);
    }

    @Test
    void nothingNewIsNotWritten() throws IOException {
        assertThat(wizard.run("", "", "", "", "-", "no", "no")).isZero();
        assertThat(wizard.out()).contains("Nothing changes.").doesNotContain("is written");
        assertThat(wizard.written()).isEqualTo(CONFIG);
        assertThat(wizard.home.resolve("conf/config.ini.bak")).doesNotExist();
    }

    @Test
    void sectionInAnotherFileIsRefusedBeforeTheFirstQuestion() throws IOException {
        wizard.shell.write("conf/own.ini", "[tsdb]\ntsdtype = Embedded\n");
        assertThat(wizard.run()).isEqualTo(1);
        assertThat(wizard.shell.err.toString())
                .contains("conf/own.ini has the section [TSDB]")
                .contains("move it there first");
    }

    @Test
    void failedCheckIsAFailure() throws IOException {
        PipedWizard.program(wizard.home.resolve("bin/puypuy"), "echo what is wrong; exit 1");
        assertThat(wizard.run("", "", "", "here", "-", "no", "yes", "yes")).isEqualTo(1);
        assertThat(wizard.out()).contains("what is wrong").contains("Next: bin/puypuy config wizard");
        assertThat(wizard.written()).contains("location = here");
    }

    @Test
    void rootInstallsTheServiceWhereSystemdIs() throws IOException {
        int code = wizard.run(true, true, "", "", "", "", "nobody-of-that-name", "root", "-", "yes", "no", "yes");

        assertThat(code).as(wizard.shell.out + "" + wizard.shell.err).isZero();
        assertThat(wizard.out())
                .contains("there is no such user; create it first: useradd --system nobody-of-that-name")
                .endsWith("Next: systemctl start puypuy.service\n");
        assertThat(wizard.written()).contains("location =\nrun_user = root\n");
        assertThat(Files.readString(wizard.units.resolve("puypuy.service")))
                .contains("\nExecStart=\"" + wizard.home.resolve("bin/puypuy") + "\" run\n")
                .doesNotContain("JAVA_HOME");
        assertThat(Files.readAllLines(wizard.units.resolveSibling("systemctl.asked")))
                .containsExactly("daemon-reload", "enable puypuy.service");
    }

    @Test
    void othersAreShownTheService() throws IOException {
        assertThat(wizard.run(false, true, "", "", "", "", "-", "yes", "no", "yes"))
                .isZero();
        assertThat(wizard.out())
                .contains("can only be installed by root where systemd runs. It would be " + wizard.units)
                .contains("  ExecStart=")
                .contains("systemctl enable --now puypuy.service");
        assertThat(wizard.units).isEmptyDirectory();
    }
}
