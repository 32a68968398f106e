package io.puypuy.app.wizard;

import io.puypuy.api.read.ServerAddress;
import io.puypuy.engine.settings.IniEdit;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked, and which answers will do. Immutable.
 *
 * @param text as it is shown
 * @param standing the answer of somebody who only presses Enter; empty for none
 * @param secret whether neither the answer nor what stands is ever shown
 * @param check what is wrong with an answer and what is expected; empty if it will do
 */
public record Question(String text, String standing, boolean secret, Function<String, Optional<String>> check) {
    private static final int MOST_LENGTH = 1000;
    private static final int MOST_PORT = 65_535;
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]]+):([0-9]{1,5})");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /** Any text will do, also none. */
    public static Question of(String text, String standing) {
        return new Question(text, standing, false, answer -> Optional.empty());
    }

    /** Yes or no. */
    public static Question yesOrNo(String text, boolean standing) {
        return new Question(
                text + " (yes or no)",
                standing ? "yes" : "no",
                false,
                answer -> truth(answer).isPresent() ? Optional.empty() : Optional.of("write yes or no"));
    }

    public Question checked(Function<String, Optional<String>> otherCheck) {
        return new Question(text, standing, secret, otherCheck);
    }

    /** With another answer for those who only press Enter. */
    public Question standing(String other) {
        return new Question(text, other, secret, check);
    }

    public Question hidden() {
        return new Question(text, standing, true, check);
    }

    /** What is wrong with the answer; empty if it will do. */
    Optional<String> fault(String answer) {
        if (answer.length() > MOST_LENGTH) {
            return Optional.of("longer than " + MOST_LENGTH + " characters");
        }
        if (!IniEdit.holds(answer)) {
            return Optional.of("write it without control characters, and without blanks around it");
        }
        // What such a reference stands for is known when the daemon starts.
        return answer.contains("${") ? Optional.empty() : check.apply(answer);
    }

    /** Yes, no, or what is read as such in the settings; empty for anything else. */
    static Optional<Boolean> truth(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "y", "yes", "true", "on", "1" -> Optional.of(true);
            case "n", "no", "false", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** What the settings take for a truth value. */
    static Optional<String> truthValue(String answer) {
        return answer.length() > 1 && truth(answer).isPresent() ? Optional.empty() : Optional.of("write yes or no");
    }

    static Optional<String> required(String answer) {
        return answer.isEmpty() ? Optional.of("needed; write a value") : Optional.empty();
    }

    /** An address of HTTP. */
    static Optional<String> url(String answer) {
        String expected = "write an address with http:// or https://, host and port, such as http://127.0.0.1:8086";
        try {
            return ServerAddress.of(URI.create(answer)).isPresent() ? Optional.empty() : Optional.of(expected);
        } catch (IllegalArgumentException noAddress) {
            return Optional.of(expected);
        }
    }

    /** Host and port of another protocol. */
    static Optional<String> hostAndPort(String answer) {
        Matcher parts = HOST_AND_PORT.matcher(answer);
        boolean good = parts.matches()
                && Integer.parseInt(parts.group(2)) > 0
                && Integer.parseInt(parts.group(2)) <= MOST_PORT;
        return good ? Optional.empty() : Optional.of("write host and port, such as 127.0.0.1:2004 or [::1]:2004");
    }

    static Optional<String> uuid(String answer) {
        return UUID.matcher(answer).matches()
                ? Optional.empty()
                : Optional.of("write the id as it was given to you, such as 01234567-89ab-cdef-0123-456789abcdef");
    }

    /** One of these, in any case. */
    public static Function<String, Optional<String>> oneOf(List<String> choices) {
        return answer -> choices.stream().anyMatch(answer::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("write one of " + String.join(", ", choices));
    }
}
