package io.puypuy.app.cli;

import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.spool.SpoolOrder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Sends again what was rejected. */
@CommandLine.Command(
        name = "retry",
        description = "Put rejected points back into the queue, and try at once what waits.",
        footerHeading = "%n",
        footer = {
            "A daemon that runs does it after its next cycle; else the points wait for the next start. What was",
            "refused before it was encoded, or is too large to be kept, cannot be sent again and stays; so does",
            "what finds no room in the spool. The books count points that go back as collected once more.",
            "",
            "Exit code: 0 done, 1 not done yet, or not for all of them, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy spool retry",
            "  bin/puypuy spool retry default         the backend of section [TSDB]"
        })
final class SpoolRetryCommand extends SpoolOrderCommand {
    SpoolRetryCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        List<Given> given = spools().stream()
                .filter(spool -> spool.batches() > 0 || spool.allRejected().points() > 0)
                .map(spool -> Given.of(
                        spool, SpoolOrder.Kind.RETRY, spool.allRejected().newestMillis()))
                .toList();
        if (given.isEmpty()) {
            say("Nothing waits, and nothing was rejected.");
            return OK;
        }
        Map<Given, SpoolOrder.Answer> answers = carryOut(given);
        answers.forEach((each, answer) -> say(sentence(each.spool(), answer)));
        return answers.size() == given.size() ? OK : FAILED;
    }

    private static String sentence(SpoolListing spool, SpoolOrder.Answer answer) {
        String sentence = spool.name() + ": in the queue now: "
                + Printable.counted(answer.points(), "rejected point", "rejected points") + " and " + spool.points()
                + " that waited";
        if (answer.left() == 0) {
            return sentence + ".";
        }
        boolean wordsOnly = answer.left()
                <= spool.allRejected().points() - spool.allRejected().encoded();
        return sentence + "; " + Printable.counted(answer.left(), "stays", "stay") + " rejected: "
                + (wordsOnly ? "never encoded." : "never encoded, no room in the spool, or the disk fails.");
    }
}
