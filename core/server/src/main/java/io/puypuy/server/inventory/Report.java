package io.puypuy.server.inventory;

import java.util.List;

/**
 * What an order gives: a table, or sentences, or both.
 *
 * @param head of the table; empty if there is none
 * @param sentences what was done, and what was left out
 */
public record Report(List<String> head, List<List<String>> rows, List<String> sentences) {
    public Report {
        head = List.copyOf(head);
        rows = List.copyOf(rows);
        sentences = List.copyOf(sentences);
    }

    static Report of(String sentence) {
        return new Report(List.of(), List.of(), List.of(sentence));
    }
}
