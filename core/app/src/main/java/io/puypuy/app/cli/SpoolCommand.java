package io.puypuy.app.cli;

import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.SpoolListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Shows what is not delivered. */
@CommandLine.Command(
        name = "spool",
        description = "Show what waits for which backend, and what was rejected and why.",
        footerHeading = "%n",
        footer = {
            "Reads the files of the spool, whether the daemon runs or not, and changes nothing.",
            "",
            "Exit code: 0.",
            "",
            "Examples:",
            "  bin/puypuy spool",
            "  bin/puypuy spool --rejected 100"
        })
final class SpoolCommand extends Command {
    private static final int SHOWN_CHARACTERS = 200;

    private final Clock clock;

    @Option(
            names = "--rejected",
            paramLabel = "COUNT",
            description = "How many of the newest rejected points to show for each backend; default ${DEFAULT-VALUE}.")
    private int rejected = 10;

    SpoolCommand(Installation installation, Clock clock) {
        super(installation);
        this.clock = clock;
    }

    @Override
    int run() throws IOException {
        if (rejected < 0) {
            throw wrong("Invalid value for --rejected: write a number from 0 on");
        }
        Path folder = installation().selfConfig(installation().conf()).spool();
        List<SpoolListing> spools = SpoolListing.readAll(folder, rejected);
        if (spools.isEmpty()) {
            say("Nothing has waited for a backend yet: there is no spool in "
                    + installation().shown(folder) + ".");
        }
        spools.forEach(this::show);
        return OK;
    }

    private void show(SpoolListing spool) {
        String waiting = spool.batches() == 0
                ? "nothing waits"
                : spool.points() + " points wait in " + spool.batches() + " batches, " + spool.bytes()
                        + " bytes, the oldest since " + Times.local(spool.oldestMillis()) + " ("
                        + Times.ago(spool.oldestMillis(), clock.millis()) + ")";
        say(spool.name() + ": " + waiting
                + (spool.damagedFiles() == 0 ? "" : "; " + spool.damagedFiles() + " damaged files were set aside"));
        for (RejectedPoint point : spool.rejected()) {
            say("  rejected " + Times.local(point.millis()) + ": "
                    + Printable.line(point.reason(), SHOWN_CHARACTERS) + ": "
                    + Printable.line(new String(point.bytes(), StandardCharsets.UTF_8), SHOWN_CHARACTERS));
        }
    }
}
