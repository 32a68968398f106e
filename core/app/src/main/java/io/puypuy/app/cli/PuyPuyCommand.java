package io.puypuy.app.cli;

import picocli.CommandLine;

/** {@code puypuy} without a command: shows how it is used. */
@CommandLine.Command(
        name = "puypuy",
        mixinStandardHelpOptions = false,
        versionProvider = PuyPuyVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Collects metrics of this machine and delivers them to a time-series database.",
        footerHeading = "%n",
        footer = {
            "Exit code: 0 done, 1 failed, 2 wrong arguments; status has its own.",
            "",
            "Examples:",
            "  bin/puypuy start                 start the daemon and print the address of its page",
            "  bin/puypuy enable check_disks    enable a check; a running daemon notices",
            "  bin/puypuy help query            what a command does, with examples"
        })
final class PuyPuyCommand extends Command {
    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean version;

    PuyPuyCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        throw wrong("which command?");
    }
}
