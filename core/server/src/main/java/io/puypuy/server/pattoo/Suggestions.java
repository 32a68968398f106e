package io.puypuy.server.pattoo;

import java.util.Comparator;
import java.util.List;

/** What somebody could have meant: names that differ in at most half of their letters, the nearest first, at most five. */
final class Suggestions {
    private static final int MAX = 5;

    private Suggestions() {}

    /** A sentence with a space before it; empty if there is nothing to suggest. */
    static String of(String given, List<String> known) {
        List<String> near = known.stream()
                .filter(name -> distance(given, name) <= Math.max(1, Math.max(given.length(), name.length()) / 2.0))
                .sorted(Comparator.comparingInt(name -> distance(given, name)))
                .limit(MAX)
                .map(name -> '"' + name + '"')
                .toList();
        if (near.isEmpty()) {
            return "";
        }
        int last = near.size() - 1;
        String text = last == 0 ? near.get(0) : String.join(", ", near.subList(0, last)) + " or " + near.get(last);
        return " Did you mean " + text + "?";
    }

    /** Letters to insert, delete, replace, or swap with the next. */
    private static int distance(String one, String other) {
        int[][] edits = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, one, other, i, j);
            }
        }
        return edits[one.length()][other.length()];
    }

    private static int edits(int[][] edits, String one, String other, int i, int j) {
        int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1), edits[i - 1][j - 1] + cost);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + cost) : least;
    }
}
