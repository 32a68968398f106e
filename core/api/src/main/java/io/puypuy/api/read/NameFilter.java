package io.puypuy.api.read;

import java.util.List;

/** Patterns of names, as operators write them: {@code *} stands for any characters. Immutable. */
public final class NameFilter {
    private final List<String> patterns;

    public NameFilter(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Whether one of the patterns matches the whole name; none matches if there are none. */
    public boolean matches(String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    // Goes back to the last asterisk only, so that no pattern takes longer than pattern times name.
    private static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int asterisk = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                asterisk = p++;
                retry = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (asterisk >= 0) {
                p = asterisk + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
