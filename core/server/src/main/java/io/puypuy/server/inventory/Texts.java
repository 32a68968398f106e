package io.puypuy.server.inventory;

import java.util.Locale;

/** The forms of pattoo's keys. */
final class Texts {
    private Texts() {}

    /** The first characters, as many as a column takes; never half of a surrogate pair. */
    static String cut(String text) {
        if (text.length() <= Inventory.MAX_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(Inventory.MAX_TEXT - 1))
                ? Inventory.MAX_TEXT - 1
                : Inventory.MAX_TEXT;
        return text.substring(0, end);
    }

    /** A key of metadata as pattoo's ingest stores it: words joined with an underscore, in lower case. */
    static String key(String text) {
        StringBuilder key = new StringBuilder(text.length());
        boolean between = false;
        for (int i = 0; i < text.length(); ) {
            int letter = text.codePointAt(i);
            i += Character.charCount(letter);
            if (Character.isLetterOrDigit(letter) || letter == '_' || letter == '\'') {
                if (between && !key.isEmpty()) {
                    key.append('_');
                }
                key.appendCodePoint(letter);
                between = false;
            } else {
                between = true;
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }
}
