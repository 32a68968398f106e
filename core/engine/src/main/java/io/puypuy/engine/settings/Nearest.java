package io.puypuy.engine.settings;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest changed letters, if there are few enough to look like a slip. */
    public static Optional<String> to(String written, Collection<String> candidates) {
        String lower = Section.lower(written);
        int best = Math.max(1, written.length() / 3) + 1;
        String nearest = null;
        for (String candidate : candidates) {
            int distance = distance(lower, Section.lower(candidate));
            if (distance < best) {
                best = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Levenshtein's distance, with a swap of neighbours as one change. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
