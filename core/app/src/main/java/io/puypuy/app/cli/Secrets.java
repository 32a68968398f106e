package io.puypuy.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must not be printed of replies and requests. */
final class Secrets {
    private static final String HIDDEN = "***";
    // A value that is a number is none: replies count tokens and passwords.
    private static final Pattern BY_NAME = Pattern.compile(
            "(?i)([\\w.-]*(?:pass|passwd|password|secret|token|api_?key|community|authorization|cookie)\"?\\s*[=:]\\s*)"
                    + "(?!\"?-?[0-9.]+\\b)(\"[^\"\\n]*\"?|[^\\s&,;}\"]+(?<=Basic|Bearer)\\s+\\S+|[^\\s&,;}\"]+)");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]*@");

    private final List<String> values;

    /**
     * Hides these.
     *
     * @param values of settings that are secret, as they are
     */
    Secrets(List<String> values) {
        this.values = values.stream()
                // For some checks the word for no password, and in many replies.
                .filter(value -> !value.equalsIgnoreCase("false"))
                .flatMap(value -> Stream.of(value, URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text without them, and without what has the name of a secret. */
    String hidden(String text) {
        String shown = text;
        for (String value : values) {
            shown = shown.replace(value, HIDDEN);
        }
        shown = BY_NAME.matcher(shown).replaceAll("$1" + HIDDEN);
        return IN_ADDRESS.matcher(shown).replaceAll("$1" + HIDDEN + "@");
    }
}
