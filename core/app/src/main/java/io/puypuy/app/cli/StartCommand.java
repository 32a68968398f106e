package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonStart;
import io.puypuy.app.daemon.PidFile;
import io.puypuy.app.daemon.StatusFile;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.EngineStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;

/** Starts the daemon in the background. */
@CommandLine.Command(
        name = "start",
        description = "Start the daemon in the background.",
        footerHeading = "%nReturns when the first cycle is stored, or when it is clear why it is not.%n",
        footer = {
            "In a source checkout it builds first, where that is needed.",
            "",
            "Exit code: 0 it runs (also if it did before), 1 it does not.",
            "",
            "Example:",
            "  bin/puypuy start"
        })
class StartCommand extends Command {
    /** A first cycle may wait for a whole period, and a slow machine needs its time to start Java. */
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** A receiver that hangs, or nothing to collect, must not keep the start for longer: the daemon runs. */
    private static final int CYCLES_AT_MOST = 2;

    StartCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        return start();
    }

    final int start() throws IOException, InterruptedException {
        Conf conf = installation().conf();
        SelfConfig self = installation().selfConfig(conf);
        long begin = System.nanoTime();
        DaemonStart start = new DaemonStart(
                installation().files(),
                List.of(installation().launcher().toString(), "run"),
                firstCycle(LIMIT.plus(self.period().multipliedBy(2))),
                this::say);
        sayIfLeftOver(self.pidFile());
        DaemonStart.Result result = start.start();
        if (result instanceof DaemonStart.AlreadyRunning running) {
            say("PuyPuy already runs as process " + running.pid() + ".");
            return OK;
        }
        if (result instanceof DaemonStart.Started started) {
            sayStarted(started.pid(), Duration.ofNanos(System.nanoTime() - begin), conf);
            return OK;
        }
        if (result instanceof DaemonStart.Failed failed) {
            return fail("not started: " + failed.reason());
        }
        throw new AssertionError(result);
    }

    /** Its first cycle is stored, unless a second has ended without that. */
    private DaemonStart.Goal firstCycle(Duration limit) {
        return new DaemonStart.Goal(limit, "the first cycle", "its first cycle was not stored", pid -> status(pid)
                .filter(status -> status.firstCycleIsSettled() || status.cycles() >= CYCLES_AT_MOST)
                .isPresent());
    }

    private Optional<EngineStatus> status(long pid) {
        return StatusFile.read(installation().files().status()).filter(status -> status.pid() == pid);
    }

    private void sayLeftOver(Path file, long pid) {
        // One that has ended, but whose parent has not asked how, has a number and no program.
        boolean alive = ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
        say(installation().shown(file) + " was left behind by process " + pid
                + (alive ? "; another program has this number now, and is left alone." : ", which has ended."));
    }

    private void sayIfLeftOver(Path pidFile) throws IOException {
        OptionalLong pid = PidFile.read(pidFile);
        if (pid.isPresent() && DaemonState.look(installation()).holder().isEmpty()) {
            sayLeftOver(pidFile, pid.getAsLong());
        }
    }

    private void sayStarted(long pid, Duration took, Conf conf) throws IOException {
        Optional<EngineStatus> written = status(pid);
        if (written.isEmpty()) {
            throw new IOException("process " + pid + " ended right after its start; its log says why");
        }
        EngineStatus status = written.get();
        say("PuyPuy runs as process " + status.pid()
                + (status.firstCycleIsStored()
                        ? "; its first cycle was stored after " + DurationText.shortly(took) + "."
                        : ", but has stored nothing yet; \"bin/puypuy status\" says more."));
        status.problems().forEach(problem -> say("  " + problem));
        if (status.backends().stream().anyMatch(backend -> backend.type().equalsIgnoreCase("Embedded"))) {
            say("Page: " + installation().web(conf).url());
        }
    }
}
