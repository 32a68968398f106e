package io.puypuy.app.cli;

import io.puypuy.engine.Home;
import io.puypuy.engine.Part;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.Trial;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.server.Pages;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What has to do with {@code conf/}. */
@CommandLine.Command(
        name = "config",
        description = "Look at the settings in conf/, or write them.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%n",
        footer = {"Examples:", "  bin/puypuy config check", "  bin/puypuy config wizard"})
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
                "The daemon may run meanwhile; nothing is opened, connected or changed.",
                "",
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
        int run() throws IOException, InterruptedException {
            Found found = look(installation());
            return report(found.faults, found.problems);
        }

        /** What is wrong with the settings, and with the checks. */
        private record Found(List<Fault> faults, List<String> problems) {}

        private static Found look(Installation installation) throws IOException, InterruptedException {
            try (Trial trial = Trial.open(new Home(installation.home()), installation.environment(), List.of())) {
                return new Found(trial.faultsOfAll(List.of(new Server(installation))), trial.problems());
            }
        }

        /** What keeps a daemon from starting. */
        static List<Fault> severe(Installation installation) throws IOException, InterruptedException {
            return look(installation).faults.stream()
                    .filter(fault -> !fault.warning())
                    .toList();
        }

        /** Problems of checks do not keep the daemon from its work, so they count as warnings. */
        private int report(List<Fault> faults, List<String> problems) {
            faults.forEach(fault -> say(coloured(fault.warning() ? "yellow" : "red", fault.toString())));
            problems.forEach(problem -> say(coloured("yellow", problem)));
            long bad = faults.stream().filter(fault -> !fault.warning()).count();
            long warnings = faults.size() - bad + problems.size();
            say(
                    bad == 0 && warnings == 0
                            ? "No problems in conf/."
                            : Printable.counted(bad, "fault") + ", " + Printable.counted(warnings, "warning") + ".");
            return bad > 0 || (strict && warnings > 0) ? FAILED : OK;
        }

        /** Reads the settings of the store and the HTTP server, and opens neither. */
        private record Server(Installation installation) implements Part {
            @Override
            public Change prepare(Conf conf, SelfConfig self) {
                // Only what is wrong with them matters, and that stays in conf.
                Pages.wanted(conf, ServerNeeds.of(conf), installation.home());
                return Change.NONE;
            }
        }
    }
}
