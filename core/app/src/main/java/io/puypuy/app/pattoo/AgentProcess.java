package io.puypuy.app.pattoo;

import io.puypuy.app.Signals;
import io.puypuy.app.daemon.DaemonLock;
import io.puypuy.app.daemon.DaemonStart;
import io.puypuy.app.daemon.PidFile;
import io.puypuy.app.log.LogSetup;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentFolders;
import io.puypuy.pattoo.settings.AgentProgram;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main class of the daemons of pattoo's agents: takes the lock, starts the agent, writes the pid file when it is up,
 * and runs until SIGTERM, SIGINT or SIGHUP. What keeps it from starting is one sentence on standard error, or a line for
 * each fault of the settings. No command line library is loaded here, because it starts slowly.
 */
public final class AgentProcess {
    private static final Logger LOG = LoggerFactory.getLogger(AgentProcess.class);

    private final AgentPlace place;
    private final AgentDaemons made;
    private final boolean foreground;

    private AgentProcess(AgentPlace place, AgentDaemons made, boolean foreground) {
        this.place = place;
        this.made = made;
        this.foreground = foreground;
    }

    /** One argument: the program's name. The system property {@code puypuy.home} says where PuyPuy is. */
    public static void main(String[] args) {
        int code = run(AgentHome.program(args[0]), AgentHome.ofThisProcess());
        LogSetup.close();
        // Threads that do not end must not keep the process.
        Runtime.getRuntime().halt(code);
    }

    /** Runs until it is told to end; the exit code. */
    static int run(AgentProgram program, AgentHome home) {
        try {
            AgentConfiguration configuration = home.configuration();
            AgentDaemons made = AgentDaemons.make(program, configuration);
            AgentFolders folders = configuration.folders(program);
            AgentPlace place = new AgentPlace(program, folders, home.folder());
            return new AgentProcess(place, made, !DaemonStart.inBackground()).run();
        } catch (ConfException faulty) {
            System.err.println(faulty.getMessage());
            return AgentHome.WRONG;
        } catch (AccessDeniedException denied) {
            System.err.println(
                    "no permission to write " + denied.getFile() + " as user " + System.getProperty("user.name"));
        } catch (IOException impossible) {
            System.err.println(impossible.getMessage());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return AgentHome.FAILED;
    }

    private int run() throws IOException, InterruptedException {
        place.makeFolders();
        Optional<DaemonLock> lock = DaemonLock.take(place.lock());
        if (lock.isEmpty()) {
            System.err.println(AgentHome.alreadyRuns(place));
            return AgentHome.WRONG;
        }
        LogSetup.to(place.log(made.settings().logLevel()), foreground);
        made.warnings().forEach(warning -> LOG.warn("{}", warning));
        CountDownLatch ending = new CountDownLatch(1);
        try {
            made.daemon().start();
            Signals.on("TERM", ending::countDown);
            Signals.on("INT", ending::countDown);
            Signals.on("HUP", ending::countDown);
            PidFile.write(place.pidFile());
            LOG.info(
                    "(1070S): Daemon {} started - PID file: {}", place.program().programName(), place.pidFile());
            ending.await();
        } finally {
            made.daemon().close();
        }
        PidFile.remove(place.pidFile());
        LOG.info("(1071S): Daemon {} stopped - PID file: {}", place.program().programName(), place.pidFile());
        return 0;
    }
}
