package io.puypuy.server.inventory;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated values as RFC 4180 has them: fields may stand in quotes, in which a quote is written twice and lines may end.
 * Empty lines are left out.
 */
final class Csv {
    /** A record and the line in which it begins, from 1. */
    record Line(int number, List<String> fields) {}

    private final String text;
    private int at;
    private int number = 1;

    private Csv(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a quote is not closed; a sentence with the line */
    static List<Line> parse(String text) {
        Csv csv = new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text);
        List<Line> lines = new ArrayList<>();
        while (csv.at < csv.text.length()) {
            Line line = csv.line();
            if (line.fields.size() > 1 || !line.fields.get(0).isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private Line line() {
        int begin = number;
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(field());
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
                continue;
            }
            if (at < text.length() && text.charAt(at) == '\r') {
                at++;
            }
            if (at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            number++;
            return new Line(begin, fields);
        }
    }

    private String field() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int begin = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = number;
        StringBuilder field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '\n') {
                number++;
            }
            if (next != '"') {
                field.append(next);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                field.append(next);
                at++;
            } else {
                at++;
                if (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
                    throw new IllegalArgumentException("line " + number + ": text behind a closing quote");
                }
                return field.toString();
            }
        }
        throw new IllegalArgumentException("line " + begin + ": a quote is not closed");
    }
}
