package io.puypuy.app.wizard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** PuyPuy as a service of systemd, see systemd.service(5) and systemd.unit(5). */
public final class Service {
    public static final String NAME = "puypuy.service";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Machine machine;
    private final String unit;

    /**
     * What of this machine matters for a service.
     *
     * @param root whether this process may install one
     * @param systemctl the program, where systemd runs the machine
     * @param units folder of the units that the machine's owner made
     */
    public record Machine(boolean root, Optional<Path> systemctl, Path units) {
        public static Machine ofThisProcess() throws IOException {
            boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
            Path program = Path.of("/usr/bin/systemctl");
            boolean systemd = Files.isDirectory(Path.of("/run/systemd/system")) && Files.isExecutable(program);
            return new Machine(root, systemd ? Optional.of(program) : Optional.empty(), Path.of("/etc/systemd/system"));
        }

        public boolean canInstall() {
            return root && systemctl.isPresent();
        }
    }

    /**
     * A service that runs this launcher.
     *
     * @param home the folder with {@code bin} and {@code conf}, absolute
     * @param environment {@code JAVA_HOME} of it is kept
     */
    public Service(Machine machine, Path home, Path launcher, Map<String, String> environment) {
        this.machine = machine;
        this.unit = unit(home, launcher, environment);
    }

    private static String unit(Path home, Path launcher, Map<String, String> environment) {
        String java = environment.getOrDefault("JAVA_HOME", "");
        // The launcher takes the folder around its own for home, unless it is told another one.
        boolean elsewhere = !home.resolve("bin").equals(launcher.getParent());
        String variables = (java.isEmpty() ? "" : variable("JAVA_HOME", java))
                + (elsewhere ? variable("PUYPUY_HOME", home.toString()) : "");
        return """
                [Unit]
                Description=PuyPuy, which collects metrics of this machine
                Wants=network-online.target
                After=network-online.target

                [Service]
                Type=exec
                %sExecStart=%s run
                # The daemon ends its scripts itself, and writes what it has in memory.
                KillMode=mixed
                TimeoutStopSec=15
                Restart=on-failure
                RestartSec=5

                [Install]
                WantedBy=multi-user.target
                """.formatted(variables, quoted(launcher.toString()));
    }

    private static String variable(String name, String value) {
        return "Environment=" + quoted(name + "=" + value) + "\n";
    }

    /** Signs that systemd reads otherwise are escaped. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    /** The unit's file. */
    public String unit() {
        return unit;
    }

    public Path file() {
        return machine.units().resolve(NAME);
    }

    /**
     * Writes the unit and has it started at boot; an older one is kept beside it. Starts nothing now.
     *
     * @param say takes one sentence for each thing that was done
     * @throws IOException if systemd refuses
     */
    public void install(Consumer<String> say) throws IOException, InterruptedException {
        ConfigFile file = ConfigFile.read(file());
        if (!file.text().equals(unit)) {
            Optional<Path> backup = file.replace(unit, ConfigFile.Readers.ALL);
            say.accept(file() + " is written"
                    + backup.map(old -> "; the old one is " + old).orElse("") + ".");
        }
        systemctl("daemon-reload");
        systemctl("enable", NAME);
        say.accept(NAME + " starts with the machine.");
    }

    private void systemctl(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(machine.systemctl().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        // What it has to say of a failure is said by itself.
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed with code " + process.exitValue());
        }
    }
}
