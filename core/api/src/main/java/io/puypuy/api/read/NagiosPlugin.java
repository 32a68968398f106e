package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A plugin of Nagios with its arguments. Source: Monitoring Plugins Development Guidelines, "Plugin Return Codes".
 *
 * @param name what the settings call it
 * @param command the program and its arguments
 */
public record NagiosPlugin(String name, List<String> command) {
    private static final int MAX_BYTES = 64 << 10;
    private static final String PREFIX = "check_";

    /** What a plugin found. */
    public enum State {
        OK(0),
        WARNING(1),
        CRITICAL(2),
        /** The plugin could not find out; no statement about what it looks at. */
        UNKNOWN(3);

        private final int code;

        State(int code) {
            this.code = code;
        }

        /** The plugin's exit code. */
        public int code() {
            return code;
        }

        private static Optional<State> of(int exitCode) {
            return Arrays.stream(values())
                    .filter(state -> state.code == exitCode)
                    .findFirst();
        }
    }

    /**
     * What a run of the plugin gave.
     *
     * @param output what it printed, without line ends behind it: on standard error if there is nothing on standard output
     */
    public record Result(State state, String output) {}

    public NagiosPlugin {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a command has a program");
        }
    }

    /**
     * Whether somebody else may choose its arguments, where that is allowed at all: only if the program is a plugin itself. Of
     * sudo, env, ssh or a shell, the arguments are the program.
     */
    public boolean takesArguments() {
        return String.valueOf(Path.of(command.get(0)).getFileName()).startsWith(PREFIX);
    }

    /** The same program with other arguments. */
    public NagiosPlugin withArguments(List<String> arguments) {
        List<String> other = new ArrayList<>();
        other.add(command.get(0));
        other.addAll(arguments);
        return new NagiosPlugin(name, other);
    }

    /**
     * Runs it.
     *
     * @throws IOException if it cannot be started, takes too long, or prints more than 64 KiB
     * @throws CheckException if it ends with another exit code than that of a state
     */
    public Result run(Programs programs, Duration timeout) throws CheckException, IOException, InterruptedException {
        Programs.Output output = programs.run(command, timeout, MAX_BYTES);
        String printed = (output.out().isBlank() ? output.err() : output.out()).stripTrailing();
        Optional<State> state = State.of(output.exitCode());
        if (state.isEmpty()) {
            throw new CheckException(command.get(0) + " ended with exit code " + output.exitCode()
                    + ", which is none of 0 to 3; it printed " + CheckException.quoted(printed));
        }
        return new Result(state.get(), printed);
    }
}
