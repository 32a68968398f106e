package io.puypuy.app.cli;

import io.puypuy.app.cli.Catalog.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Disables checks and scripts. */
@CommandLine.Command(
        name = "disable",
        description = "Disable checks and scripts: remove their links from checks_enabled or scripts_enabled.",
        footerHeading = "%n",
        footer = {
            "A running daemon notices within one period and disturbs no other check.",
            "",
            "Exit code: 0 none of them is enabled, 1 at least one could not be disabled.",
            "",
            "Example:",
            "  bin/puypuy disable check_nginx"
        })
final class DisableCommand extends Command {
    @Parameters(arity = "1..*", paramLabel = "CHECK", description = "Names as \"bin/puypuy checks\" lists them.")
    private List<String> names = new ArrayList<>();

    DisableCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException {
        Catalog catalog = Catalog.read(installation().home());
        int result = OK;
        for (String name : names) {
            Optional<Item> item = catalog.find(name);
            if (item.isEmpty()) {
                result = fail(EnableCommand.unknown(catalog, name));
            } else if (!item.get().enabled()) {
                say(name + " is disabled already.");
            } else if (catalog.disable(item.get())) {
                say(name + " is disabled.");
            } else {
                result = fail(name + " is not a link but a copy; move it away to disable it");
            }
        }
        return result;
    }
}
