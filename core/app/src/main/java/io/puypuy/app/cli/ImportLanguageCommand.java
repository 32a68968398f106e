package io.puypuy.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports translations. */
@CommandLine.Command(
        name = "import-language",
        description =
                "Import texts and units of keys, or texts of agent programs, from a file of comma-separated values.",
        footerHeading = "%n",
        footer = {
            "Each line is language,key,translation,units for a key, where the key begins with the agent's program and an",
            "underscore, or language,key,translation for an agent program. Known keys are replaced, others stay. Lines of",
            "languages that are not known are reported and left out.",
            "",
            "Exit code: 0 imported, 1 not, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy pattoo import-language boiler.csv --group Boilers      the group is made if it is not there",
            "  bin/puypuy pattoo import-language programs.csv"
        })
final class ImportLanguageCommand extends PattooOrderCommand {
    private static final long MAX_BYTES = 6L << 20;

    @Parameters(
            paramLabel = "FILE",
            description = "The file, in UTF-8. Called by root, run_user of conf/ has to be able to read it.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private Path file;

    @Option(
            names = "--group",
            paramLabel = "GROUP",
            description = "Name or number of the group whose keys they are; needed for keys.")
    private String group = "";

    ImportLanguageCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        Path from = installation().caller().resolve(file);
        if (Files.exists(from) && !Files.isRegularFile(from)) {
            return fail(file + " is no file");
        }
        // Throws with the user's name where the file cannot be read by run_user, as whom root's command goes on.
        if (Files.size(from) > MAX_BYTES) {
            return fail(file + " has more than " + MAX_BYTES + " bytes");
        }
        try {
            return order(Map.of(
                    "order",
                    "import-language",
                    "text",
                    Files.readString(from, StandardCharsets.UTF_8),
                    "group",
                    group));
        } catch (CharacterCodingException other) {
            return fail(file + " is not in UTF-8");
        }
    }
}
