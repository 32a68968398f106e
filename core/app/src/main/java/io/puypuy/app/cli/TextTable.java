package io.puypuy.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns that are as wide as they need to be. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> rightAligned;

    /**
     * An empty table.
     *
     * @param rightAligned numbers of the columns, from 0, whose values are numbers
     */
    TextTable(List<String> head, List<Integer> rightAligned) {
        this.head = head;
        this.rightAligned = rightAligned;
    }

    void add(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        int[] widths = new int[head.size()];
        widen(widths, head);
        rows.forEach(row -> widen(widths, row));
        out.println(line(widths, head));
        rows.forEach(row -> out.println(line(widths, row)));
        out.flush();
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            widths[i] =
                    Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
        }
    }

    private String line(int[] widths, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            String blanks = " ".repeat(widths[i] - cell.codePointCount(0, cell.length()));
            line.append(rightAligned.contains(i) ? blanks + cell : cell + blanks)
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
