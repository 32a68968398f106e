package io.puypuy.app.cli;

import io.puypuy.app.cli.Catalog.Item;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Enables checks and scripts. */
@CommandLine.Command(
        name = "enable",
        description = "Enable checks and scripts: link them into checks_enabled or scripts_enabled.",
        footerHeading = "%n",
        footer = {
            "A running daemon notices within one period. By hand it is",
            "  cd checks_enabled && ln -s ../checks_available/check_nginx .",
            "",
            "Exit code: 0 all are enabled, 1 at least one could not be.",
            "",
            "Examples:",
            "  bin/puypuy enable check_nginx check_redis",
            "  bin/puypuy enable check_random.sh"
        })
final class EnableCommand extends Command {
    @Parameters(arity = "1..*", paramLabel = "CHECK", description = "Names as \"bin/puypuy checks\" lists them.")
    private List<String> names = new ArrayList<>();

    EnableCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException {
        Catalog catalog = Catalog.read(installation().home());
        int result = OK;
        for (String name : names.stream().distinct().toList()) {
            Optional<Item> item = catalog.find(name);
            if (item.isEmpty()) {
                result = fail(unknown(catalog, name));
            } else if (item.get().enabled()) {
                say(name + " is enabled already.");
            } else {
                catalog.enable(item.get());
                say(name + " is enabled.");
            }
        }
        return result;
    }

    static String unknown(Catalog catalog, String name) {
        return "there is no check or script \"" + name + "\""
                + catalog.nearest(name)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("; \"bin/puypuy checks\" lists what there is");
    }
}
