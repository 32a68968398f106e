package io.puypuy.app.pattoo;

import io.puypuy.pattoo.settings.AgentProgram;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of pattoo's agents, but for {@code --foreground}, which the launcher hands to {@link AgentProcess}. */
public final class AgentMain {
    private static final List<String> SHOWN = List.of("-h", "--start", "--stop", "--status", "--restart", "--force");
    private static final int WIDTH = 80;
    private static final int TEXT_COLUMN = 14;

    private AgentMain() {}

    /** The program's name, then its arguments; ends the process with the command's exit code. */
    public static void main(String[] args) {
        CommandLine line = commandLine(AgentHome.program(args[0]), AgentHome.ofThisProcess());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(Arrays.copyOfRange(args, 1, args.length)));
    }

    static CommandLine commandLine(AgentProgram program, AgentHome home) {
        CommandLine line = new CommandLine(new AgentCommand(program, home));
        line.setCommandName(program.programName());
        line.setAbbreviatedOptionsAllowed(true);
        line.setOverwrittenOptionsAllowed(true);
        line.setHelpSectionKeys(List.of("help"));
        line.getHelpSectionMap().put("help", help -> help(line));
        line.setParameterExceptionHandler((wrong, args) -> {
            line.getErr().println(usage(line) + line.getCommandName() + ": error: " + wrong.getMessage());
            line.getErr().flush();
            return AgentHome.WRONG;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
            line.getErr().flush();
            return AgentHome.FAILED;
        });
        return line;
    }

    /** As Python's argparse writes it. */
    private static String usage(CommandLine line) {
        String begin = "usage: " + line.getCommandName() + " ";
        StringBuilder usage = new StringBuilder(begin);
        int column = begin.length();
        for (String option : SHOWN) {
            String part = "[" + option + "] ";
            if (column + part.length() - 1 > WIDTH - 2) {
                usage.setLength(usage.length() - 1);
                usage.append('\n').append(" ".repeat(begin.length()));
                column = begin.length();
            }
            usage.append(part);
            column += part.length();
        }
        return usage.toString().stripTrailing() + "\n";
    }

    private static String help(CommandLine line) {
        StringBuilder help = new StringBuilder(usage(line)).append("\noptional arguments:\n");
        for (String name : SHOWN) {
            OptionSpec option = line.getCommandSpec().findOption(name);
            String names = "  " + String.join(", ", option.names());
            help.append(names).append(" ".repeat(TEXT_COLUMN - names.length()));
            appendText(help, option.description()[0]);
            help.setLength(help.length() - 1);
            help.append('\n');
        }
        return help + "\n--foreground, alone: run in the foreground, for systemd and containers.\n"
                + "Exit code: 0 done (--status: it runs), 1 failed, 2 wrong arguments or settings, or it runs already;\n"
                + "--status: 3 it does not run, 4 unknown.\n";
    }

    private static void appendText(StringBuilder help, String text) {
        int column = TEXT_COLUMN;
        for (StringTokenizer words = new StringTokenizer(text); words.hasMoreTokens(); ) {
            String word = words.nextToken();
            if (column + word.length() > WIDTH - 2) {
                help.setLength(help.length() - 1);
                help.append('\n').append(" ".repeat(TEXT_COLUMN));
                column = TEXT_COLUMN;
            }
            help.append(word).append(' ');
            column += word.length() + 1;
        }
    }
}
