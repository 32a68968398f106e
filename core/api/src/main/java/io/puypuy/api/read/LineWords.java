package io.puypuy.api.read;

import io.puypuy.api.CheckException;

/**
 * Walks through lines of words, such as the kernel's tables, without making a string of what nobody asks for. Words are
 * separated by blanks and tabs. Used by one thread.
 */
public final class LineWords {
    private final String text;
    private int lineStart;
    private int lineEnd;
    private int nextStart;
    private int at;

    /** Stands before the first line. */
    public LineWords(String text) {
        this.text = text;
    }

    /** Stands in the first line, for texts that have no other; it has no words if there is none. */
    public static LineWords ofLine(String text) {
        LineWords words = new LineWords(text);
        words.nextLine();
        return words;
    }

    /** Goes to the next line; false if there is none. */
    public boolean nextLine() {
        if (nextStart >= text.length()) {
            return false;
        }
        lineStart = nextStart;
        at = lineStart;
        int newline = text.indexOf('\n', lineStart);
        lineEnd = newline < 0 ? text.length() : newline;
        nextStart = lineEnd + 1;
        return true;
    }

    /** Whether the line begins with this. */
    public boolean lineStartsWith(String prefix) {
        return lineEnd - lineStart >= prefix.length() && text.startsWith(prefix, lineStart);
    }

    /** Whether the line has another word. */
    public boolean hasWord() {
        while (at < lineEnd && isBlank(text.charAt(at))) {
            at++;
        }
        return at < lineEnd;
    }

    /**
     * The next word of the line.
     *
     * @throws CheckException if the line has no more
     */
    public String word() throws CheckException {
        int start = startOfWord();
        while (at < lineEnd && !isBlank(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /**
     * The text up to the character, which is passed over.
     *
     * @throws CheckException if the rest of the line does not have it
     */
    public String upTo(char end) throws CheckException {
        int start = startOfWord();
        int found = text.indexOf(end, start);
        if (found < 0 || found >= lineEnd) {
            throw new CheckException("expected '" + end + "' in the line " + CheckException.quoted(line()));
        }
        at = found + 1;
        return text.substring(start, found);
    }

    /**
     * Passes over words.
     *
     * @throws CheckException if the line has fewer
     */
    public void skip(int words) throws CheckException {
        for (int i = 0; i < words; i++) {
            startOfWord();
            while (at < lineEnd && !isBlank(text.charAt(at))) {
                at++;
            }
        }
    }

    /**
     * The next word, which is a count.
     *
     * @throws CheckException if the line has no more words, or the word has anything but digits, or is above 2^63-1
     */
    public long count() throws CheckException {
        long number = 0;
        int start = startOfWord();
        for (; at < lineEnd && !isBlank(text.charAt(at)); at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                throw notANumber(start);
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /**
     * The next word, which is a decimal number.
     *
     * @throws CheckException if the line has no more words, or the word is none
     */
    public double decimal() throws CheckException {
        int start = startOfWord();
        return FieldNumber.parse(word()).orElseThrow(() -> notANumber(start)).doubleValue();
    }

    /**
     * The rest of the line, from the next word on.
     *
     * @throws CheckException if the line has no more words
     */
    public String rest() throws CheckException {
        return text.substring(startOfWord(), lineEnd);
    }

    /** The whole line. */
    public String line() {
        return text.substring(lineStart, lineEnd);
    }

    private int startOfWord() throws CheckException {
        if (!hasWord()) {
            throw new CheckException("expected more words in the line " + CheckException.quoted(line()));
        }
        return at;
    }

    private CheckException notANumber(int start) {
        int end = start;
        while (end < lineEnd && !isBlank(text.charAt(end))) {
            end++;
        }
        return new CheckException("expected a number, got " + CheckException.quoted(text.substring(start, end))
                + " in the line " + CheckException.quoted(line()));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
