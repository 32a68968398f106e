package io.puypuy.app.cli;

import java.io.IOException;
import picocli.CommandLine;

/** Ends the daemon, if it runs, and starts it. */
@CommandLine.Command(
        name = "restart",
        description = "End the daemon, if it runs, and start it.",
        footerHeading = "%n",
        footer = {
            "Changed settings, checks and scripts need no restart: the daemon notices them.",
            "",
            "Exit code: 0 it runs, 1 it does not, or the old one could not be ended.",
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
        int stopped = StopCommand.stop(this);
        return stopped == OK ? start() : stopped;
    }
}
