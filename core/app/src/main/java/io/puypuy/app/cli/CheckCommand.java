package io.puypuy.app.cli;

import picocli.CommandLine;

/** For those who write checks. */
@CommandLine.Command(
        name = "check",
        description = "Begin a check of your own.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {
            "What checks there are is listed by \"bin/puypuy checks\".",
            "",
            "Example:",
            "  bin/puypuy check new depot"
        })
final class CheckCommand extends Command {
    CheckCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        throw wrong("check needs to know what to do, such as \"check new depot\"");
    }
}
