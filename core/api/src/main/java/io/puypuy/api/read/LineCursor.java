package io.puypuy.api.read;

import io.puypuy.api.CheckException;

/**
 * A place on a page of lines, which goes forward only. What it is asked to go over ends with the line. Used by one thread.
 */
final class LineCursor {
    private final String text;
    private int line;
    private int at;
    private int end = -1;

    LineCursor(String text) {
        this.text = text;
    }

    /** Goes to the beginning of the next line; false if there is none. */
    boolean nextLine() {
        int start = end + 1;
        if (start >= text.length()) {
            return false;
        }
        int newline = text.indexOf('\n', start);
        end = newline < 0 ? text.length() : newline;
        at = start;
        line++;
        return true;
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    boolean isAt(char c) {
        return at < end && text.charAt(at) == c;
    }

    /** Goes over the character if it is that one. */
    boolean take(char c) {
        boolean found = isAt(c);
        at += found ? 1 : 0;
        return found;
    }

    void expect(char c) throws CheckException {
        if (!take(c)) {
            throw bad("expected " + c);
        }
    }

    void skipBlanks() {
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
    }

    void skipWord() {
        while (at < end && text.charAt(at) > ' ') {
            at++;
        }
    }

    String word() {
        int start = at;
        skipWord();
        return passed(start);
    }

    /** Goes behind this word; stays where it is, and is false, if another one is there. */
    boolean takeWord(String word) {
        int start = at;
        skipWord();
        boolean found = hasPassed(start, word);
        at = found ? at : start;
        return found;
    }

    void skipName() throws CheckException {
        int start = at;
        while (at < end && isNameCharacter(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw bad("expected a name");
        }
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
    }

    void skipQuoted() throws CheckException {
        expect('"');
        while (at < end && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw bad("a quote has no end");
        }
        at++;
    }

    /** Whether this is what was gone over since a place. */
    boolean hasPassed(int start, String name) {
        return at - start == name.length() && text.startsWith(name, start);
    }

    /** What was gone over since a place. */
    String passed(int start) {
        return text.substring(start, at);
    }

    /** What is left of the line, without white space at its end. */
    String rest() {
        return text.substring(at, end).stripTrailing();
    }

    CheckException bad(String what) {
        int start = text.lastIndexOf('\n', Math.max(0, end - 1)) + 1;
        String shown = text.substring(Math.min(start, end), end);
        return new CheckException("line " + line + " of the metrics: " + what + ": " + CheckException.quoted(shown));
    }
}
