package io.puypuy.app.cli;

import java.io.IOException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** Puts an agent into a group of translations. */
@CommandLine.Command(
        name = "assign-group",
        description = "Have an agent's keys translated by a group.",
        footerHeading = "%n",
        footer = {
            "Exit code: 0 done, 1 failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy pattoo assign-group 3 \"Linux Agents\"",
            "  bin/puypuy pattoo assign-group 3 4"
        })
final class AssignGroupCommand extends PattooOrderCommand {
    @Parameters(index = "0", paramLabel = "AGENT", description = "Number of the agent, as show agents prints it.")
    private int agent;

    @Parameters(index = "1", paramLabel = "GROUP", description = "Name or number of the group.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private String group;

    AssignGroupCommand(Installation installation) {
        super(installation);
    }

    @Override
    int run() throws IOException, InterruptedException {
        return order(Map.of("order", "assign-group", "agent", Integer.toString(agent), "group", group));
    }
}
