package io.puypuy.app.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets a user's password. */
@CommandLine.Command(
        name = "set-password",
        description = "Set the password with which a user of pattoo's applications logs in.",
        footerHeading = "%n",
        footer = {
            "Nobody can log in before a password is set. It is asked for at the terminal, so that it is in no list of",
            "processes; scripts give it in an environment variable.",
            "",
            "Exit code: 0 done, 1 failed, 2 wrong arguments.",
            "",
            "Examples:",
            "  bin/puypuy pattoo set-password admin",
            "  PASSWORD=… bin/puypuy pattoo set-password admin --from-env PASSWORD"
        })
final class SetPasswordCommand extends PattooOrderCommand {
    private final Terminal terminal;

    @Parameters(paramLabel = "USER", description = "Name of the user.")
    @SuppressWarnings("NullAway.Init") // Set by picocli, which refuses the command without it.
    private String user;

    @Option(
            names = "--from-env",
            paramLabel = "NAME",
            description = "Take the password from this environment variable.")
    private String variable = "";

    SetPasswordCommand(Installation installation, Terminal terminal) {
        super(installation);
        this.terminal = terminal;
    }

    @Override
    int run() throws IOException, InterruptedException {
        Optional<String> password = variable.isEmpty()
                ? terminal.askSecret("Password of " + user + ":")
                : Optional.ofNullable(installation().environment().get(variable));
        if (password.isEmpty() || password.get().isEmpty()) {
            return fail(
                    variable.isEmpty()
                            ? "no password: nobody answers at the terminal; use --from-env"
                            : "no password: the environment variable " + variable + " is not set");
        }
        return order(Map.of("order", "set-password", "user", user, "password", password.get()));
    }
}
