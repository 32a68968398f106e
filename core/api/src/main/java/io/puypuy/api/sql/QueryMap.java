package io.puypuy.api.sql;

import io.puypuy.api.CheckException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the setting {@code query}: a JSON object of texts, or the same with single quotes, as PuyPuy allowed. */
public final class QueryMap {
    private static final Pattern CODE_UNIT = Pattern.compile("[0-9A-Fa-f]{4}");

    private final String text;
    private int at;

    private QueryMap(String text) {
        this.text = text;
    }

    /**
     * The texts by name, in their order.
     *
     * @throws CheckException that says what is wrong where
     */
    public static Map<String, String> parse(String text) throws CheckException {
        return new QueryMap(text).read();
    }

    private Map<String, String> read() throws CheckException {
        Map<String, String> queries = new LinkedHashMap<>();
        expect('{');
        while (!nextIs('}')) {
            String name = quoted();
            expect(':');
            String sql = quoted();
            if (name.isBlank() || sql.isBlank()) {
                throw wrong("an empty text");
            }
            if (queries.put(name, sql) != null) {
                throw wrong("the name " + CheckException.quoted(name) + " twice");
            }
            if (!nextIs('}')) {
                expect(',');
            }
        }
        at++;
        skipBlanks();
        if (at < text.length()) {
            throw wrong("text behind the last brace");
        }
        return Collections.unmodifiableMap(queries);
    }

    private String quoted() throws CheckException {
        skipBlanks();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote != '"' && quote != '\'') {
            throw wrong("no text in quotes");
        }
        StringBuilder plain = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                plain.append(escaped());
            } else {
                plain.append(c);
            }
        }
        if (at >= text.length()) {
            throw wrong("a quote without an end");
        }
        at++;
        return plain.toString();
    }

    // What has no meaning of its own keeps its backslash, as it did in PuyPuy: SQL has patterns such as 'a\_b'.
    private String escaped() {
        char c = text.charAt(at);
        return switch (c) {
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'u' -> codeUnit();
            case '"', '\'', '\\', '/' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private String codeUnit() {
        Matcher digits = CODE_UNIT.matcher(text).region(at + 1, text.length());
        if (!digits.lookingAt()) {
            return "\\u";
        }
        at = digits.end() - 1;
        return String.valueOf((char) Integer.parseInt(digits.group(), 16));
    }

    private boolean nextIs(char c) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == c;
    }

    private void expect(char c) throws CheckException {
        if (!nextIs(c)) {
            throw wrong("no " + c);
        }
        at++;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private CheckException wrong(String what) {
        return new CheckException(what + " at character " + (at + 1));
    }
}
