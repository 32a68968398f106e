package io.puypuy.app.pattoo;

import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.app.daemon.DaemonStart;
import io.puypuy.app.daemon.DaemonStop;
import io.puypuy.app.daemon.PidFile;
import io.puypuy.app.log.LogSetup;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentProgram;
import io.puypuy.pattoo.settings.LogLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts, ends and looks at the daemon of an agent, with pattoo's options and outcomes. Where pattoo's own has a fault,
 * this differs; core/pattoo/README.md says where.
 */
final class AgentCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
    private static final int OK = 0;
    /** As the Linux Standard Base has it. */
    private static final int NOT_RUNNING = 3;

    private static final int UNKNOWN = 4;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgentProgram program;
    private final AgentHome home;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(names = "--start", description = "Start the agent daemon.")
    private boolean start;

    @Option(names = "--stop", description = "Stop the agent daemon.")
    private boolean stop;

    @Option(names = "--status", description = "Get daemon daemon status.")
    private boolean status;

    @Option(names = "--restart", description = "Restart the agent daemon.")
    private boolean restart;

    @Option(
            names = "--force",
            description = "Stops or restarts the agent daemon ungracefully when used with --stop or --restart.")
    private boolean force;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help message and exit")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean help;

    AgentCommand(AgentProgram program, AgentHome home) {
        this.program = program;
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!start && !stop && !status && !restart) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return AgentHome.WRONG;
        }
        try {
            AgentConfiguration configuration = home.configuration();
            if (start || (restart && !stop)) {
                // Before anything is ended: what cannot start again is left running.
                AgentDaemons.make(program, configuration);
            }
            AgentPlace place = new AgentPlace(program, configuration.folders(program), home.folder());
            if (!start && (stop || restart) && isForeign(place)) {
                // Its pid file is all by which its own command finds it.
                return AgentHome.FAILED;
            }
            return start ? start(place) : stop ? stop(place) : restart ? restart(place) : status(place);
        } catch (ConfException faulty) {
            err(String.valueOf(faulty.getMessage()));
            return AgentHome.WRONG;
        }
    }

    private int start(AgentPlace place) throws InterruptedException {
        if (isForeign(place)) {
            return AgentHome.WRONG;
        }
        List<String> command = List.of(home.launcher().toString(), program.programName(), "--foreground");
        DaemonStart.Goal goal =
                new DaemonStart.Goal(START_LIMIT, "the daemon", "it was not up", pid -> PidFile.read(place.pidFile())
                        .equals(OptionalLong.of(pid)));
        DaemonStart.Result result = new DaemonStart(place, command, goal, this::err).start();
        if (result instanceof DaemonStart.Started) {
            return OK;
        }
        if (result instanceof DaemonStart.AlreadyRunning) {
            err(AgentHome.alreadyRuns(place));
            return AgentHome.WRONG;
        }
        if (result instanceof DaemonStart.Failed failed) {
            err(program.programName() + ": not started: " + failed.reason());
            return AgentHome.FAILED;
        }
        throw new AssertionError(result);
    }

    /** Whether the process in the pid file is one of pattoo's own daemons, which holds no lock; says so. */
    private boolean isForeign(AgentPlace place) {
        OptionalLong pid = PidFile.read(place.pidFile());
        if (pid.isEmpty() || isRunning(place)) {
            return false;
        }
        boolean alive = ProcessHandle.of(pid.getAsLong())
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains(program.programName()))
                .isPresent();
        if (alive) {
            err(AgentHome.alreadyRuns(place) + " Process " + pid.getAsLong() + " is one of pattoo's own.");
        }
        return alive;
    }

    private static boolean isRunning(AgentPlace place) {
        try {
            return DaemonLock.holder(place.lock()).isPresent();
        } catch (IOException hidden) {
            return false;
        }
    }

    private int stop(AgentPlace place) throws InterruptedException, IOException {
        DaemonStop.Result result = new DaemonStop(place, force ? Duration.ZERO : PATIENCE).stop();
        if (result instanceof DaemonStop.Stopped) {
            return OK;
        }
        if (result instanceof DaemonStop.Failed failed) {
            err(program.programName() + ": not stopped: " + failed.reason());
            return AgentHome.FAILED;
        }
        boolean left = Files.deleteIfExists(place.pidFile());
        if (result instanceof DaemonStop.Killed killed) {
            log(place, stopped(place) + " (killed: " + String.join(", ", killed.killed()) + ")");
            if (!force) {
                err(program.programName() + ": did not end within " + PATIENCE.toSeconds() + " s, so it was killed");
            }
        } else if (left) {
            log(place, stopped(place) + " (it had died before)");
        } else {
            log(place, "(1063S): PID file: " + place.pidFile() + " does not exist. Daemon not running?");
        }
        return OK;
    }

    private int restart(AgentPlace place) throws InterruptedException, IOException {
        int stopped = stop(place);
        return stopped == OK ? start(place) : stopped;
    }

    private int status(AgentPlace place) {
        try {
            boolean running = DaemonLock.holder(place.lock()).isPresent();
            PrintWriter out = spec.commandLine().getOut();
            out.println("Daemon is " + (running ? "running" : "stopped") + " - " + program.programName());
            out.flush();
            return running ? OK : NOT_RUNNING;
        } catch (IOException hidden) {
            err(program.programName() + ": cannot find out whether it runs as user " + System.getProperty("user.name")
                    + ": " + hidden);
            return UNKNOWN;
        }
    }

    private String stopped(AgentPlace place) {
        return "(1071S): Daemon " + program.programName() + " stopped - PID file: " + place.pidFile();
    }

    /** To the log that the daemon writes otherwise. */
    private static void log(AgentPlace place, String text) {
        LogSetup.to(place.log(LogLevel.INFO), false);
        LOG.info("{}", text);
        LogSetup.close();
    }

    private void err(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
