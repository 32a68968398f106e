package io.puypuy.app.cli;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What has to do with {@code conf/}. */
@CommandLine.Command(
        name = "config",
        description = "Look at the settings in conf/.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {"Example:", "  bin/puypuy config check"})
final class ConfigCommand extends Command {
    ConfigCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() {
        throw wrong("config needs to know what to do, such as \"config check\"");
    }

    /** Lists every problem. */
    @CommandLine.Command(
            name = "check",
            description = "List every problem of conf/ at once, each with file and line.",
            footerHeading = "%n",
            footer = {
                "Exit code: 0 the daemon can use the settings, 1 it cannot.",
                "",
                "Examples:",
                "  bin/puypuy config check",
                "  bin/puypuy config check --strict"
            })
    static final class Check extends Command {
        @Option(names = "--strict", description = "Take a warning for a fault.")
        private boolean strict;

        Check(Installation installation) {
            super(installation);
        }

        @Override
        int run() throws IOException {
            Conf conf = installation().conf();
            List<Fault> faults = ConfigFaults.of(installation(), conf);
            faults.forEach(fault -> say(coloured(fault.warning() ? "yellow" : "red", fault.toString())));
            long warnings = faults.stream().filter(Fault::warning).count();
            long bad = faults.size() - warnings;
            say(bad == 0 && warnings == 0 ? "No problems in conf/." : bad + " faults, " + warnings + " warnings.");
            return bad > 0 || (strict && warnings > 0) ? FAILED : OK;
        }
    }
}
