package io.puypuy.app.cli;

import picocli.CommandLine;

/** The tables of pattoo's agents. */
@CommandLine.Command(
        name = "pattoo",
        description = "Show and change what the embedded store knows of pattoo's agents.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {
            "A running daemon is asked over HTTP, and changes something only where apikey is set in [Server] or",
            "[WebServer]. While no daemon runs, the command opens the store itself.",
            "",
            "Exit code: 0 done, 1 failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy pattoo show agents",
            "  bin/puypuy pattoo import-language boiler.csv --group Boilers",
            "  bin/puypuy pattoo assign-group 3 Boilers"
        })
final class PattooCommand extends Command {
    PattooCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        throw wrong("which command?");
    }
}
