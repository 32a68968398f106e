package io.puypuy.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;

/** The command line, but for {@code run}. */
public final class Main {
    private static final int USAGE_WIDTH = 100;

    private Main() {}

    /** Ends the process with the command's exit code. */
    public static void main(String[] arguments) {
        CommandLine line = commandLine(
                Installation.ofThisProcess(), Clock.systemUTC(), Terminal.ofThisProcess(), new WizardCommand.Own());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(arguments));
    }

    static CommandLine commandLine(
            Installation installation, Clock clock, Terminal terminal, WizardCommand.Surroundings surroundings) {
        CommandLine line = new CommandLine(new PuyPuyCommand(installation))
                .addSubcommand(new StartCommand(installation))
                .addSubcommand(new StopCommand(installation))
                .addSubcommand(new RestartCommand(installation))
                .addSubcommand(new StatusCommand(installation, clock))
                .addSubcommand(new RunCommand(installation))
                .addSubcommand(new OnceCommand(installation, OnceCommand.Made::byTrial, clock))
                .addSubcommand(new ChecksCommand(installation, clock))
                .addSubcommand(new CommandLine(new CheckCommand(installation))
                        .addSubcommand(new CheckNewCommand(installation)))
                .addSubcommand(new EnableCommand(installation))
                .addSubcommand(new DisableCommand(installation))
                .addSubcommand(new CommandLine(new ConfigCommand(installation))
                        .addSubcommand(new ConfigCommand.Check(installation))
                        .addSubcommand(new WizardCommand(installation, surroundings)))
                .addSubcommand(new CommandLine(new BackendCommand(installation))
                        .addSubcommand(new BackendCommand.Check(installation, clock)))
                .addSubcommand(new CommandLine(new SpoolCommand(installation, clock))
                        .addSubcommand(new SpoolRetryCommand(installation))
                        .addSubcommand(new SpoolDropCommand(installation, terminal)))
                .addSubcommand(new QueryCommand(installation))
                .addSubcommand(new CommandLine(new PattooCommand(installation))
                        .addSubcommand(new PattooShowCommand(installation))
                        .addSubcommand(new ImportLanguageCommand(installation))
                        .addSubcommand(new AssignGroupCommand(installation))
                        .addSubcommand(new CreateLanguageCommand(installation))
                        .addSubcommand(new SetPasswordCommand(installation, terminal)))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(hidden(new AutoComplete.GenerateCompletion()));
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        return line;
    }

    /** Made once for each release and kept in bin/; nobody needs it in the list. */
    private static CommandLine hidden(Object command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().usageMessage().hidden(true);
        return line;
    }

    private static int failed(Exception failure, CommandLine command) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        command.getErr().println(command.getColorScheme().errorText("puypuy: " + sentence(failure)));
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failure) {
        @Nullable String message = failure.getMessage();
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + message + " as user " + System.getProperty("user.name");
        }
        // The message of these is the name only.
        if (failure instanceof FileAlreadyExistsException) {
            return message + " is there already";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no " + message;
        }
        return message == null ? failure.toString() : message;
    }
}
