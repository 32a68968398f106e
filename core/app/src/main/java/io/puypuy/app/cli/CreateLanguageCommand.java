package io.puypuy.app.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Makes a language known. */
@CommandLine.Command(
        name = "create-language",
        description = "Make a language known, so that translations into it can be imported.",
        footerHeading = "%n",
        footer = {
            "Exit code: 0 done, 1 failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy pattoo create-language de German"
        })
final class CreateLanguageCommand extends PattooOrderCommand {
    @Parameters(index = "0", paramLabel = "CODE", description = "Its code, such as en or pt-br.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private String code;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private String name;

    CreateLanguageCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        return order(Map.of("order", "create-language", "code", code, "name", name));
    }
}
