package io.puypuy.app.wizard;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks until there is an answer that will do. Used by one thread. */
public final class Dialogue {
    /** What is typed to leave something empty that has a value. */
    public static final String NOTHING = "-";

    private final Source source;
    private final PrintWriter out;

    /** Where answers come from, line by line. */
    public interface Source {
        /** The next line; null at the end. */
        @Nullable
        String line() throws IOException;

        /** The next line, not shown while it is typed; null at the end. */
        @Nullable
        String hiddenLine() throws IOException;

        /** Whether what is typed stands behind the question already, with its new line. */
        boolean isTyped();
    }

    public Dialogue(Source source, PrintWriter out) {
        this.source = source;
        this.out = out;
    }

    /**
     * The answer.
     *
     * @throws EOFException if the input ended before there was one
     */
    public String ask(Question question) throws IOException {
        while (true) {
            out.print(question.text() + shownStanding(question) + ": ");
            out.flush();
            String line = question.secret() ? source.hiddenLine() : source.line();
            if (line == null) {
                out.println();
                throw new EOFException("the input ended before all questions were answered; nothing was written");
            }
            if (!source.isTyped()) {
                out.println(question.secret() ? "" : line);
            }
            String answer = question.secret() ? line : line.strip();
            if (answer.isEmpty()) {
                answer = question.standing();
            } else if (answer.equals(NOTHING)) {
                answer = "";
            }
            Optional<String> fault = question.fault(answer);
            if (fault.isEmpty()) {
                return answer;
            }
            out.println("  " + fault.get());
        }
    }

    /** The answer to {@link Question#yesOrNo}. */
    public boolean yes(Question question) throws IOException {
        return Question.truth(ask(question)).orElseThrow();
    }

    private static String shownStanding(Question question) {
        String standing = question.standing();
        if (standing.isEmpty()) {
            return "";
        }
        return " [" + (question.secret() && !standing.startsWith("${") ? "unchanged" : standing) + "]";
    }
}
