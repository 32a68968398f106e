package io.puypuy.app.pattoo;

import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.Fault;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentProgram;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where PuyPuy lies, and what the commands and the process of an agent have in common.
 *
 * @param folder with {@code bin}, absolute
 * @param launcher {@code bin/puypuy}, absolute
 */
record AgentHome(Path folder, Path launcher, Map<String, String> environment) {
    /** Exit code: it could not be done. */
    static final int FAILED = 1;
    /** Exit code: wrong arguments or settings, or the daemon runs already. */
    static final int WRONG = 2;

    static AgentHome ofThisProcess() {
        return new AgentHome(property("puypuy.home"), property("puypuy.launcher"), System.getenv());
    }

    private static Path property(String name) {
        return Path.of(Objects.requireNonNull(System.getProperty(name), "use bin/pattoo_agent_os_spoked"));
    }

    /** The program with that name. */
    static AgentProgram program(String name) {
        for (AgentProgram program : AgentProgram.values()) {
            if (program.programName().equals(name)) {
                return program;
            }
        }
        throw new IllegalArgumentException("there is no agent " + name);
    }

    /**
     * The settings in {@code PATTOO_CONFIGDIR}.
     *
     * @throws ConfException if it is not set
     */
    AgentConfiguration configuration() throws ConfException {
        Path conf = AgentConfiguration.folder(environment)
                .orElseThrow(() -> new ConfException(List.of(new Fault(
                        "(1039E)",
                        0,
                        "",
                        "",
                        null,
                        "the environment variable " + AgentConfiguration.VARIABLE
                                + " is not set; let it name the folder with pattoo.yaml, such as \"export "
                                + AgentConfiguration.VARIABLE + "=/etc/pattoo\"",
                        false))));
        return new AgentConfiguration(conf, folder, environment);
    }

    /** pattoo's words for a second start. */
    static String alreadyRuns(AgentPlace place) {
        String text = "(1073E): PID file: " + place.pidFile() + " already exists. Daemon already running?";
        return AgentPlace.layout().line(Instant.now(), "pattoo_console", "CRITICAL", text);
    }
}
