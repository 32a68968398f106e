package io.puypuy.pattoo.document;

import org.jspecify.annotations.Nullable;

/**
 * One entry that tells a datapoint from others of its key.
 *
 * @param key lower case, without white space around it, not empty
 * @param value without white space around it; may be empty
 * @param checked whether it is part of the datapoint's identity
 */
record Metadata(String key, String value, boolean checked) {
    /** The entry as pattoo makes it of what is given; null if pattoo ignores such an entry. */
    static @Nullable Metadata of(@Nullable Object key, @Nullable Object value, boolean checked) {
        @Nullable String name = key(key);
        @Nullable Object text = PythonValue.of(value);
        return name == null || text == null
                ? null
                : new Metadata(name, PythonText.strip(PythonValue.text(text)), checked);
    }

    /** A key of a datapoint or an entry in its final form; null if it is empty, none, or reserved. */
    static @Nullable String key(@Nullable Object given) {
        @Nullable Object value = PythonValue.of(given);
        if (value == null) {
            return null;
        }
        String key = PythonText.strip(PythonText.lower(PythonValue.text(value)));
        return key.isEmpty() || key.contains(Names.RESERVED) ? null : key;
    }
}
