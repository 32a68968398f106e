package io.puypuy.app.cli;

import picocli.CommandLine;

/** Named here for its help only: the launcher starts the daemon's own main class, which starts faster. */
@CommandLine.Command(
        name = "run",
        description = "Run the daemon in the foreground, for systemd and containers.",
        footerHeading = "%n",
        footer = {
            "The log goes to standard error and to the log file. TERM and INT end it in order,",
            "HUP reads conf/ again.",
            "",
            "Exit code: 0 ended in order, 1 could not start.",
            "",
            "Example:",
            "  bin/puypuy run"
        })
final class RunCommand extends Command {
    RunCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        return fail("\"run\" takes no arguments");
    }
}
