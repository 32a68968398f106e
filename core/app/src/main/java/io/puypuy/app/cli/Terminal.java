package io.puypuy.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The person in front of this program, if there is one. */
interface Terminal {
    /**
     * Prints the question and waits for a line.
     *
     * @return empty if nobody can answer, because the input is no terminal or has ended
     */
    Optional<String> ask(String question) throws IOException;

    /** That of standard input. {@code System.console()} also wants the output to be one, and in some versions neither. */
    static Terminal ofThisProcess() {
        Pattern terminals = Pattern.compile("/dev/(pts/.*|tty.*|console)");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return question -> {
            Path input = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            if (!terminals.matcher(input.toString()).matches()) {
                return Optional.empty();
            }
            System.out.print(question + " ");
            System.out.flush();
            return Optional.ofNullable(in.readLine());
        };
    }
}
