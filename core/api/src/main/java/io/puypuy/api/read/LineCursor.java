package io.puypuy.api.read;

import io.puypuy.api.CheckException;

/**
 * A place on a page of lines, which goes forward only. What it is asked to go over ends with the line. Used by one thread.
 */
final class LineCursor {
    private final String text;
    private int line;
    private int start;
    private int at;
    private int end = -1;

    LineCursor(String text) {
        this.text = text;
    }

    /** Goes to the beginning of the next line; false if there is none. */
    boolean nextLine() {
        if (end + 1 >= text.length()) {
            return false;
        }
        start = end + 1;
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
        int from = at;
        skipWord();
        return passed(from);
    }

    /** Goes behind this word; stays where it is, and is false, if another one is there. */
    boolean takeWord(String word) {
        int from = at;
        skipWord();
        boolean found = hasPassed(from, word);
        at = found ? at : from;
        return found;
    }

    void skipName() throws CheckException {
        int from = at;
        while (at < end && isNameCharacter(text.charAt(at))) {
            at++;
        }
        if (at == from) {
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
    boolean hasPassed(int from, String name) {
        return at - from == name.length() && text.startsWith(name, from);
    }

    /** What was gone over since a place. */
    String passed(int from) {
        return text.substring(from, at);
    }

    /** What is left of the line, without white space at its end. */
    String rest() {
        return text.substring(at, end).stripTrailing();
    }

    CheckException bad(String what) {
        String shown = text.substring(start, end);
        return new CheckException("line " + line + " of the metrics: " + what + ": " + CheckException.quoted(shown));
    }
}
