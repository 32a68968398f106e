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
        synopsisSubcommandLabel = "[COMMAND]",
        footer = {
            "Without a command it reads the spool's files, whether the daemon runs or not, and changes nothing.",
            "",
            "Exit code: 0.",
            "",
            "Examples:",
            "  bin/puypuy spool",
            "  bin/puypuy spool --rejected 100",
            "  bin/puypuy spool retry                 send again what was rejected, and at once what waits",
            "  bin/puypuy spool drop --rejected       delete what was rejected"
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
        String line = spool.batches() == 0
                ? "nothing waits"
                : Printable.counted(spool.points(), "point waits", "points wait") + " in "
                        + Printable.counted(spool.batches(), "batch", "batches") + ", " + spool.bytes()
                        + " bytes, the oldest since " + Times.local(spool.oldestMillis()) + " ("
                        + Times.ago(spool.oldestMillis(), clock.millis()) + ")";
        if (spool.allRejected().points() > 0) {
            line += "; "
                    + Printable.counted(spool.allRejected().points(), "point was rejected", "points were rejected");
        }
        if (spool.damagedFiles() > 0) {
            line += "; " + Printable.counted(spool.damagedFiles(), "damaged file was", "damaged files were")
                    + " set aside";
        }
        say(spool.name() + ": " + line);
        for (RejectedPoint point : spool.rejected()) {
            say("  rejected " + Times.local(point.millis()) + ": "
                    + Printable.line(point.reason(), SHOWN_CHARACTERS) + ": "
                    + Printable.line(new String(point.bytes(), StandardCharsets.UTF_8), SHOWN_CHARACTERS));
        }
    }
}
