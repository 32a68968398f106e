package io.puypuy.app.cli;

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

/** The wizard with answers from a pipe and a launcher that only notes what it is asked to do. */
final class PipedWizard {
    static final String CONFIG = """
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

    final Path home;
    final Path config;
    final Path units;
    final Shell shell;

    PipedWizard(Path folder) throws IOException {
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

    static void program(Path file, String line) throws IOException {
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

    int run(boolean root, boolean systemd, String... answers) {
        Optional<Path> systemctl = systemd ? Optional.of(units.resolveSibling("systemctl")) : Optional.empty();
        return run(String.join("\n", answers) + "\n", new Service.Machine(root, systemctl, units));
    }

    int run(String... answers) {
        return run(false, false, answers);
    }

    /** The input ends where the text does, which may be within an answer. */
    int read(String input) {
        return run(input, new Service.Machine(false, Optional.empty(), units));
    }

    private int run(String input, Service.Machine machine) {
        shell.surroundings = new Around(input, machine);
        return shell.run("config", "wizard");
    }

    String written() throws IOException {
        return Files.readString(config);
    }

    String out() {
        return shell.out.toString();
    }
}
