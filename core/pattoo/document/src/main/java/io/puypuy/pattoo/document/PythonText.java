package io.puypuy.pattoo.document;

import java.util.Locale;

/** Text as Python treats it, because pattoo's checksums depend on it: lower case, trimming, words. Source: Unicode, chapter 3.13. */
final class PythonText {
    private static final char CAPITAL_SIGMA = '\u03a3';
    private static final char SMALL_SIGMA = '\u03c3';
    private static final char FINAL_SIGMA = '\u03c2';
    /** What stands between letters without ending a word, beside marks and modifiers. */
    private static final String MID_WORD =
            "'.:^`\u00a8\u00ad\u00af\u00b4\u00b7\u00b8\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a";

    private PythonText() {}

    /** The text in lower case, whatever the language. */
    static String lower(String text) {
        if (text.indexOf(CAPITAL_SIGMA) < 0) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Java looks for the end of the word in another way.
        StringBuilder lower = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf(CAPITAL_SIGMA); at >= 0; at = text.indexOf(CAPITAL_SIGMA, from)) {
            lower.append(text.substring(from, at).toLowerCase(Locale.ROOT));
            lower.append(endsWord(text, at) ? FINAL_SIGMA : SMALL_SIGMA);
            from = at + 1;
        }
        return lower.append(text.substring(from).toLowerCase(Locale.ROOT)).toString();
    }

    private static boolean endsWord(String text, int at) {
        int before = at;
        while (before > 0 && isIgnored(text.codePointBefore(before))) {
            before -= Character.charCount(text.codePointBefore(before));
        }
        if (before == 0 || !isCased(text.codePointBefore(before))) {
            return false;
        }
        int behind = at + 1;
        while (behind < text.length() && isIgnored(text.codePointAt(behind))) {
            behind += Character.charCount(text.codePointAt(behind));
        }
        return behind == text.length() || !isCased(text.codePointAt(behind));
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    private static boolean isIgnored(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.MODIFIER_LETTER,
                    Character.MODIFIER_SYMBOL -> true;
            default -> MID_WORD.indexOf(c) >= 0;
        };
    }

    /** The text without white space around it, whichever Unicode has. */
    static String strip(String text) {
        int from = 0;
        int to = text.length();
        // No white space is beyond the first 65,536 characters.
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    /** Whether the character is part of a word: a letter, number or underscore. */
    static boolean isWordCharacter(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> c == '_' || Character.isLetter(c);
        };
    }

    /** Whether half a character is in the text: it has no form in UTF-8, so it can neither be hashed nor stored. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
