package io.puypuy.app.cli;

import static io.puypuy.app.cli.PipedWizard.CONFIG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the wizard asks for each kind of backend, and writes. */
final class WizardBackendTest {
    private PipedWizard wizard;

    @BeforeEach
    void install(@TempDir Path folder) throws IOException {
        wizard = new PipedWizard(folder);
    }

    @Test
    void keyOfPattooIsASecret() throws IOException {
        wizard.run("pattoo", "", "k3y", "", "", "", "-", "no", "no", "yes");

        assertThat(wizard.written()).contains("apikey = k3y\n");
        assertThat(wizard.out()).contains("[TSDB] apikey = (not shown)").doesNotContain("k3y");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wizard.config)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void secretIsNotReadableByAllAndStaysUnlessAnotherIsTyped() throws IOException {
        wizard.run("InfluxDB", "", "me", "secret", "", "", "", "", "", "-", "no", "no", "yes");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wizard.config)))
                .isEqualTo("rw-r-----");
        String first = wizard.written();
        assertThat(first).contains("pass = secret\n", "database = puypuy\n");

        assertThat(wizard.run("", "", "", "", "", "", "", "", "far", "", "no", "no", "yes"))
                .isZero();
        assertThat(wizard.written()).isEqualTo(first.replace("location =\n", "location = far\n"));
        assertThat(wizard.out()).contains("User (Enter or - if the server asks for none) [me]: ", "[unchanged]");
        assertThat(Files.readString(wizard.home.resolve("conf/config.ini.bak"))).isEqualTo(CONFIG);
        assertThat(Files.readString(wizard.home.resolve("conf/config.ini.bak.2")))
                .isEqualTo(first);

        // A user that is left empty takes its password along.
        wizard.run("", "", "-", "", "", "", "", "", "-", "no", "no", "yes");
        assertThat(wizard.written()).contains("#user = me\n#pass = secret\n");
    }

    @Test
    void placeholdersOfPuyPuyAreNoUser() throws IOException {
        wizard.shell.write("conf/config.ini", """
                [TSDB]
                address: http://db:8086
                auth: False
                user: netangels
                pass: bololo
                database: test
                tsdtype: InfluxDB
                """);
        wizard.run("", "", "me", "right", "", "no", "c", "g", "-", "-", "no", "no", "yes");
        assertThat(wizard.written()).isEqualTo("""
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
    void oddEyeIsAskedForItsIdAndGetsItsHeartBeat() throws IOException {
        Files.createDirectories(wizard.home.resolve("checks_available/check_oddeye"));
        String id = "fedcba98-7654-3210-fedc-ba9876543210";
        assertThat(wizard.run("oddeye", "", "x", id, "", "", "", "all", "no", "no", "yes"))
                .isZero();
        assertThat(wizard.out())
                .contains("  write the id as it was given to you")
                .doesNotContain(id);
        assertThat(wizard.written())
                .contains("tsdtype = OddEye\nurl = https://api.oddeye.co/oddeye-barlus/put/tsdb\nuuid = " + id + "\n");
        assertThat(wizard.home.resolve("checks_enabled/check_oddeye")).isSymbolicLink();
    }

    @Test
    void unknownBackendPointsToItsReadme() throws IOException {
        assertThat(wizard.run("Other", "", "", "", "-", "no", "no", "yes")).isZero();
        assertThat(wizard.out()).contains("What Other needs stands in its README");
        assertThat(wizard.written()).contains("#tsdtype = Embedded\ntsdtype = Other\n");
    }
}
