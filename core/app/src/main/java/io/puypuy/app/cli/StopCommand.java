package io.puypuy.app.cli;

import io.puypuy.app.daemon.DaemonStop;
import io.puypuy.engine.settings.DurationText;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine;

/** Ends the daemon. */
@CommandLine.Command(
        name = "stop",
        description = "End the daemon: its cycle in progress is stored first.",
        footerHeading = "%n",
        footer = {
            "What has not ended after 10 seconds is killed, and named.",
            "",
            "Exit code: 0 it does not run (also if it did not before), 1 it still runs.",
            "",
            "Example:",
            "  bin/puypuy stop"
        })
final class StopCommand extends Command {
    StopCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        return stop(this);
    }

    /** Says how it went as the given command. */
    static int stop(Command as) throws InterruptedException {
        DaemonStop.Result result = new DaemonStop(as.installation().files(), Duration.ofSeconds(10)).stop();
        if (result instanceof DaemonStop.NotRunning) {
            as.say("PuyPuy does not run.");
            return OK;
        }
        if (result instanceof DaemonStop.Stopped stopped) {
            as.say("PuyPuy, process " + stopped.pid() + ", ended after " + DurationText.shortly(stopped.took()) + ".");
            return OK;
        }
        if (result instanceof DaemonStop.Killed killed) {
            as.say("PuyPuy did not end within 10 s; killed: " + String.join(", ", killed.killed()) + ".");
            return OK;
        }
        if (result instanceof DaemonStop.Failed failed) {
            return as.fail("not stopped: " + failed.reason());
        }
        throw new AssertionError(result);
    }
}
