package io.puypuy.api.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into its words, so that it can be run without a shell. Blanks and tabs separate words; what stands between
 * two double or two single quotes is taken as it is, blanks too. Nothing else means anything: no backslash, no {@code $}, no
 * {@code *}.
 */
public final class QuotedWords {
    private static final char NONE = 0;

    private QuotedWords() {}

    /**
     * The words.
     *
     * @throws IllegalArgumentException if a quote is not closed; the message is a phrase
     */
    public static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = NONE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == NONE && (c == ' ' || c == '\t')) {
                if (inWord) {
                    words.add(word.toString());
                }
                inWord = false;
                word.setLength(0);
            } else if (c == quote) {
                quote = NONE;
            } else if (quote == NONE && (c == '"' || c == '\'')) {
                quote = c;
                // Two quotes with nothing between are a word too.
                inWord = true;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != NONE) {
            throw new IllegalArgumentException("a quote " + quote + " is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
