package io.puypuy.app.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Prints a table. */
@CommandLine.Command(
        name = "show",
        description = "Show agents, languages, groups of translations, or translations.",
        footerHeading = "%n",
        footer = {
            "Exit code: 0, or 1 if the daemon does not answer.",
            "",
            "Examples:",
            "  bin/puypuy pattoo show agents",
            "  bin/puypuy pattoo show translations"
        })
final class PattooShowCommand extends PattooOrderCommand {
    @Parameters(paramLabel = "WHAT", description = "${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private Shown what;

    PattooShowCommand(Installation installation) {
        super(installation);
    }

    /** As the user types it. */
    enum Shown {
        agents,
        languages,
        groups,
        translations
    }

    @Override
    int run() throws IOException, InterruptedException {
        return show(what.name());
    }
}
