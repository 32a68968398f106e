package io.puypuy.app.cli;

import io.puypuy.app.wizard.Dialogue;
import io.puypuy.app.wizard.Sources;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;

/** The person in front of this program, if there is one. */
interface Terminal {
    /**
     * Prints the question and waits for a line.
     *
     * @return empty if nobody can answer, because the input is no terminal or has ended
     */
    Optional<String> ask(String question) throws IOException;

    /** The same for what must not be seen on the screen, as far as the terminal can hide it. */
    default Optional<String> askSecret(String question) throws IOException {
        return ask(question);
    }

    /** That of standard input; the output may go elsewhere. */
    static Terminal ofThisProcess() {
        return new OfThisProcess();
    }

    /** Standard input, if somebody types there. */
    final class OfThisProcess implements Terminal {
        private OfThisProcess() {}

        @Override
        public Optional<String> ask(String question) throws IOException {
            Dialogue.Source source = Sources.ofThisProcess();
            if (!source.isTyped()) {
                return Optional.empty();
            }
            System.out.print(question + " ");
            System.out.flush();
            return Optional.ofNullable(source.line());
        }

        @Override
        @SuppressWarnings("SystemConsoleNull") // It is, before Java 22, where the output goes elsewhere.
        public Optional<String> askSecret(String question) throws IOException {
            Console console = System.console();
            if (console == null || !Sources.ofThisProcess().isTyped()) {
                return ask(question);
            }
            char[] typed = console.readPassword("%s ", question);
            return typed == null ? Optional.empty() : Optional.of(new String(typed));
        }
    }
}
