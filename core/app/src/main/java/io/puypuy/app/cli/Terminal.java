package io.puypuy.app.cli;

import io.puypuy.app.wizard.Dialogue;
import io.puypuy.app.wizard.Sources;
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

    /** That of standard input; the output may go elsewhere. */
    static Terminal ofThisProcess() {
        return question -> {
            Dialogue.Source source = Sources.ofThisProcess();
            if (!source.isTyped()) {
                return Optional.empty();
            }
            System.out.print(question + " ");
            System.out.flush();
            return Optional.ofNullable(source.line());
        };
    }
}
