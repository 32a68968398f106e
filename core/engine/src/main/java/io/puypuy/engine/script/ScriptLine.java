package io.puypuy.engine.script;

import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One line of a script: {@code name value type style [tag=value …]}.
 *
 * @param value a {@link Long} if it was written as a whole number of 64 bits, so that totals are subtracted exactly, else
 *     a {@link Double}, which may be infinite or not a number
 * @param tags in the order in which they were written, the tag {@code host} among them
 */
record ScriptLine(String name, Number value, String type, Style style, Tags tags) {
    static final int MAX_NAME = 255;
    static final int MAX_TAGS = 16;

    private static final int FIXED_WORDS = 4;

    /**
     * Reads a line; it is not blank.
     *
     * @throws BadLineException if it is of another form
     */
    static ScriptLine parse(String line) throws BadLineException {
        List<String> words = words(line);
        if (words.size() < FIXED_WORDS) {
            throw new BadLineException("expected: name value type style [tag=value …]");
        }
        String name = words.get(0);
        if (name.length() > MAX_NAME) {
            throw new BadLineException("the name is longer than " + MAX_NAME + " characters");
        }
        // Words are parted by blanks of ASCII only, so that one may consist of others, such as the ideographic one.
        if (name.isBlank() || words.get(2).isBlank()) {
            throw new BadLineException("the name or the type has nothing but blanks");
        }
        return new ScriptLine(
                name,
                number(words.get(1)),
                words.get(2),
                style(words.get(3)),
                tags(words.subList(FIXED_WORDS, words.size())));
    }

    static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isWhiteSpace(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> words(String line) throws BadLineException {
        List<String> words = new ArrayList<>(FIXED_WORDS + 4);
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean inWord = i < line.length() && !isWhiteSpace(line.charAt(i));
            if (inWord && Character.isISOControl(line.charAt(i))) {
                throw new BadLineException("control character");
            }
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(line.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static Style style(String word) throws BadLineException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "stack" -> Style.STACK;
            case "rate" -> Style.RATE;
            default -> throw new BadLineException("the style is neither stack nor rate");
        };
    }

    private static Tags tags(List<String> words) throws BadLineException {
        if (words.size() > MAX_TAGS) {
            throw new BadLineException("more than " + MAX_TAGS + " tags");
        }
        Tags tags = Tags.none();
        for (String word : words) {
            int equalsSign = word.indexOf('=');
            if (equalsSign <= 0 || equalsSign == word.length() - 1) {
                throw new BadLineException("expected tag=value behind the style");
            }
            String tag = word.substring(0, equalsSign);
            if (tags.value(tag).isPresent()) {
                throw new BadLineException("the same tag twice");
            }
            tags = tags.and(tag, word.substring(equalsSign + 1));
        }
        return tags;
    }

    private static Number number(String word) throws BadLineException {
        int digits = 0;
        boolean whole = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (i > 0 || (c != '-' && c != '+')) {
                whole = false;
                // parseDouble also takes Java's own forms, such as 1f, 1d and 0x1p3.
                if (".eE+-".indexOf(c) < 0) {
                    return notFinite(word);
                }
            }
        }
        try {
            return whole ? (Number) Long.valueOf(word) : (Number) Double.valueOf(word);
        } catch (NumberFormatException e) {
            return beyondLong(word, whole && digits > 0);
        }
    }

    private static Number beyondLong(String word, boolean isNumber) throws BadLineException {
        if (!isNumber) {
            throw new BadLineException("the value is not a number");
        }
        return Double.valueOf(word);
    }

    private static Number notFinite(String word) throws BadLineException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new BadLineException("the value is not a number");
        };
    }
}
