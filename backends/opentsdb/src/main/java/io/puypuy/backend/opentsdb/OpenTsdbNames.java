package io.puypuy.backend.opentsdb;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names and tag values as the server takes them: letters, digits, {@code - _ . /} ("OpenTSDB, Writing Data, Metrics and
 * Tags"). Every other character becomes {@code _x} with at least four hexadecimal digits and {@code _}, so {@code a:b}
 * becomes {@code a_x003A_b}. An underscore that would look like the beginning of such a thing becomes one itself, so that
 * two different texts never become the same, and each can be read back.
 *
 * <p>Letters beyond Latin-1 count as others: the server accepts them, but keeps names in ISO 8859-1, where all of them are
 * one question mark.
 */
final class OpenTsdbNames {
    private static final String LEGAL = "A-Za-z0-9\\-_./ªµºÀ-ÖØ-öø-ÿ";
    private static final String OTHER = "[^" + LEGAL + "]";
    private static final Pattern REPLACED = Pattern.compile(OTHER + "|_(?=x[0-9A-F]{4,6}(?:_|" + OTHER + "))");

    private OpenTsdbNames() {}

    /** The text if it is legal, else what stands for it. */
    static String legal(String text) {
        return REPLACED.matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "_x%04X_", found.group().codePointAt(0)));
    }
}
