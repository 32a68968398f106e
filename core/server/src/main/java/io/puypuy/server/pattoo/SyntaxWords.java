package io.puypuy.server.pattoo;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.language.SourceLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says where a question is no GraphQL in the words of pattoo's library: which token is there, what could be there as far as the tokens
 * around it tell, and the line with its neighbours.
 */
final class SyntaxWords {
    // Possessive, because what may go back needs a piece of the stack for each character of a text.
    private static final Pattern TOKEN = Pattern.compile(
            "(?<skip>[\\s,\uFEFF]+|#[^\\n\\r]*)"
                    + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|(?<float>-?\\d+(?:\\.\\d+(?:[eE][+-]?\\d+)?|[eE][+-]?\\d+))"
                    + "|(?<int>-?\\d+)"
                    + "|(?<string>\"\"\".*?\"\"\"|\"[^\"\\\\\\n\\r]*+(?:\\\\.[^\"\\\\\\n\\r]*+)*+\")"
                    + "|(?<sign>\\.\\.\\.|[!$():=@\\[\\]{|}&])",
            Pattern.DOTALL);
    private static final Set<String> OPENING = Set.of("{", "(", "[");
    private static final Set<String> CLOSING = Set.of("}", ")", "]");
    /** Behind them a value stands. */
    private static final Set<String> BEFORE_VALUE = Set.of(":", "=", "[");

    private final String query;
    private final Deque<String> open = new ArrayDeque<>();
    private String before = "";
    private String beforeThat = "";

    /** A token: as the library names it, and what it is. */
    private record Token(String shown, String sign, int begin) {}

    private SyntaxWords(String query) {
        this.query = query;
    }

    static GraphQLError of(String query, InvalidSyntaxError error) {
        List<SourceLocation> locations = error.getLocations();
        int at = locations == null || locations.isEmpty() ? query.length() : offset(query, locations.get(0));
        SyntaxWords words = new SyntaxWords(query);
        return words.error(words.description(at));
    }

    private static int offset(String query, SourceLocation location) {
        int begin = 0;
        for (int line = 1; line < location.getLine(); line++) {
            int end = query.indexOf('\n', begin);
            if (end < 0) {
                break;
            }
            begin = end + 1;
        }
        return Math.min(query.length(), begin + Math.max(0, location.getColumn() - 1));
    }

    /** What is wrong, and where. */
    private record Wrong(int at, String words) {}

    /** Of the first token that begins there or behind it, or of a character before it that begins none. */
    private Wrong description(int at) {
        Matcher next = TOKEN.matcher(query);
        int position = 0;
        while (position < query.length()) {
            if (!next.region(position, query.length()).lookingAt()) {
                char letter = query.charAt(position);
                return new Wrong(
                        position, letter == '"' ? "Unterminated string." : "Unexpected character \"" + letter + "\".");
            }
            if (next.group("skip") == null) {
                Token token = token(next, position);
                if (position >= at) {
                    return new Wrong(position, expectation() + token.shown);
                }
                take(token.sign);
            }
            position = next.end();
        }
        return new Wrong(query.length(), expectation() + "EOF");
    }

    private static Token token(Matcher found, int begin) {
        for (String kind : List.of("name", "int", "float", "string")) {
            String text = found.group(kind);
            if (text != null) {
                String plain = kind.equals("string") ? text.substring(1, text.length() - 1) : text;
                String name = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
                return new Token(name + " \"" + plain + "\"", kind, begin);
            }
        }
        return new Token(found.group(), found.group(), begin);
    }

    private void take(String sign) {
        if (OPENING.contains(sign)) {
            open.push(sign);
        } else if (CLOSING.contains(sign) && !open.isEmpty()) {
            open.pop();
        }
        beforeThat = before;
        before = sign;
    }

    private String expectation() {
        String inside = open.isEmpty() ? "" : open.peek();
        if (inside.isEmpty() || inside.equals("[") || BEFORE_VALUE.contains(before)) {
            return "Unexpected ";
        }
        boolean argumentName = inside.equals("(") && before.equals("name") && !beforeThat.equals(":");
        return argumentName ? "Expected :, found " : "Expected Name, found ";
    }

    private GraphQLError error(Wrong wrong) {
        int line = 1
                + (int) query.substring(0, wrong.at)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        int column = wrong.at - query.lastIndexOf('\n', wrong.at - 1);
        String message =
                "Syntax Error GraphQL (" + line + ":" + column + ") " + wrong.words + "\n\n" + highlight(line, column);
        return GraphqlErrorBuilder.newError()
                .message("%s", message)
                .location(new SourceLocation(line, column))
                .build();
    }

    private String highlight(int line, int column) {
        List<String> lines = new ArrayList<>(query.lines().toList());
        while (lines.size() < line) {
            lines.add("");
        }
        int width = Integer.toString(line + 1).length();
        StringBuilder text = new StringBuilder();
        for (int number = Math.max(1, line - 1); number <= Math.min(lines.size(), line + 1); number++) {
            text.append(" ".repeat(width - Integer.toString(number).length()))
                    .append(number)
                    .append(": ")
                    .append(lines.get(number - 1))
                    .append('\n');
            if (number == line) {
                text.append(" ".repeat(width + 1 + column)).append("^\n");
            }
        }
        return text.toString();
    }
}
