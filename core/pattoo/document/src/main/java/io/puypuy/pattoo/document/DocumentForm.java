package io.puypuy.pattoo.document;

import io.puypuy.api.backend.EncodeBuffer;
import java.util.Locale;

/** How a document is written down: as agents post it, or as spokes answer it. */
enum DocumentForm {
    /** In the order in which pattoo fills it, with spaces. */
    POSTED(", ", ": "),
    /** Names sorted, no spaces, and a line's end behind it. */
    REPLY(",", ":");

    private final String comma;
    private final String colon;

    DocumentForm(String comma, String colon) {
        this.comma = comma;
        this.colon = colon;
    }

    EncodeBuffer comma(EncodeBuffer out) {
        return out.text(comma);
    }

    EncodeBuffer name(String name, EncodeBuffer out) {
        return out.put('"').text(name).put('"').text(colon);
    }

    /** Text or a number as Python writes JSON: in ASCII. */
    static EncodeBuffer value(Object value, EncodeBuffer out) {
        if (value instanceof String text) {
            return text(text, out);
        }
        if (value instanceof Double floating && PythonNumber.isPlain(floating)) {
            return out.decimal(floating);
        }
        return value instanceof Long whole ? out.decimal(whole) : out.text(PythonValue.text(value));
    }

    static EncodeBuffer text(String text, EncodeBuffer out) {
        out.put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.put('\\').put(c);
            } else if (c >= ' ' && c <= '~') {
                out.put(c);
            } else {
                escape(c, out);
            }
        }
        return out.put('"');
    }

    private static void escape(char c, EncodeBuffer out) {
        switch (c) {
            case '\n' -> out.text("\\n");
            case '\r' -> out.text("\\r");
            case '\t' -> out.text("\\t");
            case '\f' -> out.text("\\f");
            case '\b' -> out.text("\\b");
            default -> out.text(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
    }
}
