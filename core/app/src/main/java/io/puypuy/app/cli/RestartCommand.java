package io.puypuy.app.cli;

import io.puypuy.engine.settings.Fault;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;

/** Ends the daemon, if it runs, and starts it. */
@CommandLine.Command(
        name = "restart",
        description = "End the daemon, if it runs, and start it.",
        footerHeading = "%n",
        footer = {
            "Changed settings, checks and scripts need no restart: the daemon notices them.",
            "",
            "With faulty settings nothing is ended.",
            "",
            "Exit code: 0 it runs, 1 it does not, or the old one goes on.",
            "",
            "Example:",
            "  bin/puypuy restart"
        })
final class RestartCommand extends StartCommand {
    RestartCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        List<Fault> faults = ConfigCommand.Check.severe(installation());
        if (!faults.isEmpty()) {
            // Ended before that, the old one would leave none.
            faults.forEach(fault -> fail(fault.toString()));
            return fail("not restarted: the daemon could not start with these settings");
        }
        int stopped = StopCommand.stop(this);
        return stopped == OK ? start() : stopped;
    }
}
