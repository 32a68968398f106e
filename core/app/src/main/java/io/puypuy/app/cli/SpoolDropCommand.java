package io.puypuy.app.cli;

import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.spool.SpoolOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Deletes what is not delivered. */
@CommandLine.Command(
        name = "drop",
        description = "Delete what waits, and what was rejected; asks before it does.",
        footerHeading = "%n",
        footer = {
            "A daemon that runs does it after its next cycle, and spares what came meanwhile. The books count",
            "waiting points as dropped; rejected ones stay counted as rejected.",
            "",
            "Exit code: 0 done, 1 not done, or not for all, 2 wrong arguments, or nobody there to be asked.",
            "",
            "Examples:",
            "  bin/puypuy spool drop --rejected",
            "  bin/puypuy spool drop default --waiting --yes"
        })
final class SpoolDropCommand extends SpoolOrderCommand {
    private final Terminal terminal;

    @Option(names = "--waiting", description = "Only what waits.")
    private boolean waitingOnly;

    @Option(names = "--rejected", description = "Only what was rejected.")
    private boolean rejectedOnly;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    SpoolDropCommand(Installation installation, Terminal terminal) {
        super(installation);
        this.terminal = terminal;
    }

    @Override
    int run() throws IOException, InterruptedException {
        List<Given> given = new ArrayList<>();
        for (SpoolListing spool : spools()) {
            if (spool.batches() > 0 && (waitingOnly || !rejectedOnly)) {
                say(spool.name() + ": " + Printable.counted(spool.points(), "point waits", "points wait") + " in "
                        + Printable.counted(spool.batches(), "batch", "batches"));
                given.add(Given.of(spool, SpoolOrder.Kind.DROP_WAITING, spool.newestMillis()));
            }
            SpoolListing.AllRejected rejected = spool.allRejected();
            if (rejected.points() > 0 && (rejectedOnly || !waitingOnly)) {
                say(spool.name() + ": "
                        + Printable.counted(rejected.points(), "point was rejected", "points were rejected"));
                given.add(Given.of(spool, SpoolOrder.Kind.DROP_REJECTED, rejected.newestMillis()));
            }
        }
        if (given.isEmpty()) {
            say("There is nothing to drop.");
            return OK;
        }
        if (!yes) {
            Optional<String> answer = terminal.ask("Delete them for ever? [y/N]");
            if (answer.isEmpty()) {
                fail("there is no terminal to ask on; say --yes to drop them");
                return CommandLine.ExitCode.USAGE;
            }
            if (!List.of("y", "yes").contains(answer.get().strip().toLowerCase(Locale.ROOT))) {
                say("Nothing was dropped.");
                return FAILED;
            }
        }
        return drop(given);
    }

    private int drop(List<Given> given) throws IOException, InterruptedException {
        Map<Given, SpoolOrder.Answer> answers = carryOut(given);
        boolean all = answers.size() == given.size();
        for (Map.Entry<Given, SpoolOrder.Answer> each : answers.entrySet()) {
            boolean waited = each.getKey().order().kind() == SpoolOrder.Kind.DROP_WAITING;
            SpoolOrder.Answer answer = each.getValue();
            say(each.getKey().spool().name() + ": "
                    + (waited
                            ? Printable.counted(answer.points(), "waiting point was", "waiting points were")
                            : Printable.counted(answer.points(), "rejected point was", "rejected points were"))
                    + " dropped.");
            if (answer.left() > 0) {
                fail(each.getKey().spool().name() + ": " + Printable.counted(answer.left(), "point")
                        + " could not be deleted");
                all = false;
            }
        }
        return all ? OK : FAILED;
    }
}
