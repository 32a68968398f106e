package io.puypuy.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all subcommands share: where to print, and one way to fail. */
abstract class Command implements Callable<Integer> {
    static final int OK = CommandLine.ExitCode.OK;
    static final int FAILED = CommandLine.ExitCode.SOFTWARE;

    private final Installation installation;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    @SuppressWarnings("UnusedVariable") // Read by picocli.
    private boolean help;

    Command(Installation installation) {
        this.installation = installation;
    }

    /** Does it. An exception is printed as one sentence. */
    abstract int run() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return run();
    }

    final Installation installation() {
        return installation;
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final void say(String sentence) {
        out().println(sentence);
        out().flush();
    }

    /** Prints to standard error. */
    final int fail(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(spec.commandLine().getColorScheme().errorText("puypuy: " + sentence));
        err.flush();
        return FAILED;
    }

    /** Prints to standard error what is no failure of the command. */
    final void warn(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }

    /** A wrong argument: prints the sentence and how the command is used. */
    final CommandLine.ParameterException wrong(String sentence) {
        return new CommandLine.ParameterException(spec.commandLine(), sentence);
    }

    /** Text in picocli's colour markup, such as {@code @|red failed|@}, for this terminal. */
    final String coloured(String markup, String text) {
        return spec.commandLine().getColorScheme().ansi().enabled() && !text.isEmpty()
                ? spec.commandLine().getColorScheme().ansi().string("@|" + markup + " " + text + "|@")
                : text;
    }
}
