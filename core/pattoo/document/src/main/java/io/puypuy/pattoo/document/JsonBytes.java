package io.puypuy.pattoo.document;

import io.puypuy.pattoo.document.DocumentException.Kind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) in UTF-8, read value by value by one who knows what should come; every method leaves the place behind
 * what it read. Like Python it takes {@code NaN}, {@code Infinity} and {@code -Infinity}. Used by one thread; see
 * RATIONALE.md for why it is not a library.
 */
final class JsonBytes {
    /** Behind the last byte. */
    static final int END = -1;

    private static final int MOST_LEVELS = 32;
    private static final int MOST_ID_DIGITS = 9;

    private final byte[] bytes;
    private final JsonNumber numbers;
    private final int mostCharacters;
    private int at;

    // The last text.
    private int textFrom;
    private int textTo;
    private @Nullable String decoded;

    /** @param mostCharacters of one text that is asked for */
    JsonBytes(byte[] utf8, int mostCharacters) {
        this.bytes = utf8;
        this.numbers = new JsonNumber(utf8);
        this.mostCharacters = mostCharacters;
    }

    /** Number of bytes in all. */
    int length() {
        return bytes.length;
    }

    /** The first byte of what comes next, white space left aside; it stays there. */
    int peek() {
        while (at < bytes.length) {
            byte c = bytes[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            at++;
        }
        return END;
    }

    /** Goes into the object or array that {@link #peek} saw; false if it is empty, and left again. */
    boolean enter(char close) {
        at++;
        if (peek() == close) {
            at++;
            return false;
        }
        return true;
    }

    /** Whether another member or element comes; false if this was the last one, and the object or array is left. */
    boolean more(char close) throws DocumentException {
        int next = peek();
        if (next != ',' && next != close) {
            throw fault("a comma or the end of the list is missing");
        }
        at++;
        return next == ',';
    }

    /** Reads the name of a member and its colon; the name is the {@link #text}. */
    void name() throws DocumentException {
        string();
        if (peek() != ':') {
            throw fault("a colon is missing");
        }
        at++;
    }

    /** Reads a text, which {@link #text} and {@link #is} then tell about. */
    void string() throws DocumentException {
        if (peek() != '"') {
            throw fault("a text in quotes is missing");
        }
        int from = at + 1;
        boolean plain = true;
        byte[] all = bytes;
        for (int i = JsonText.plainEnd(all, from); i < all.length; i = JsonText.plainEnd(all, i + 1)) {
            byte c = all[i];
            if (c == '"') {
                textFrom = from;
                textTo = i;
                decoded = plain ? null : JsonText.decoded(bytes, from, i);
                at = i + 1;
                return;
            }
            plain = false;
            if (c == '\\') {
                i++;
            } else if (c >= 0) {
                at = i;
                throw fault("a control character stands in a text");
            }
        }
        throw fault("it ends within a text");
    }

    /** The text that was read last. */
    String text() throws DocumentException {
        @Nullable String text = decoded;
        if ((text == null ? textTo - textFrom : text.length()) > mostCharacters) {
            throw new DocumentException(
                    Kind.TOO_LARGE, "The document has a text of more than " + mostCharacters + " characters");
        }
        return text == null ? new String(bytes, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1) : text;
    }

    /** Whether the text that was read last is this one, which is in ASCII. */
    boolean is(String other) {
        @Nullable String text = decoded;
        if (text != null) {
            return text.equals(other);
        }
        if (textTo - textFrom != other.length()) {
            return false;
        }
        // The names of a document differ at their ends.
        for (int i = other.length() - 1; i >= 0; i--) {
            if (other.charAt(i) != bytes[textFrom + i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of bytes between the quotes of the text that was read last. */
    int textBytes() {
        return textTo - textFrom;
    }

    /** A key or value, which it is if it is text or a number ({@link PythonValue}); null for all else, which is skipped. */
    @Nullable
    Object value() throws DocumentException {
        int first = peek();
        if (first == '"') {
            string();
            String text = text();
            return decoded != null && PythonText.isBroken(text) ? null : text;
        }
        if (first == '-' || (first >= '0' && first <= '9')) {
            at = numbers.read(at);
            return numbers.value();
        }
        skip(0);
        return null;
    }

    /** The text that was read last as an id, as pattoo writes it; -1 if it is none. */
    int textId() {
        int digits = textTo - textFrom;
        if (decoded != null || digits == 0 || digits > MOST_ID_DIGITS || (digits > 1 && bytes[textFrom] == '0')) {
            return -1;
        }
        int id = 0;
        for (int i = textFrom; i < textTo; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            id = 10 * id + digit;
        }
        return id;
    }

    /**
     * Reads ids with commas behind them, as long as they are written as pattoo writes them; {@link #id} reads the next
     * one, whatever it is.
     *
     * @param most how many
     */
    void ids(PairIds ids, int most) {
        byte[] all = bytes;
        int from = at;
        for (int left = most; left > 0; left--) {
            int i = from;
            int id = 0;
            while (i < all.length && all[i] >= '0' && all[i] <= '9') {
                id = 10 * id + all[i] - '0';
                i++;
            }
            boolean isOne = i > from && i - from <= MOST_ID_DIGITS && (i == from + 1 || all[from] != '0');
            if (!isOne || i + 1 >= all.length || all[i] != ',') {
                break;
            }
            ids.add(id);
            from = all[i + 1] == ' ' ? i + 2 : i + 1;
        }
        at = from;
    }

    /**
     * A whole number that is not negative, has at most nine digits and stands where one more element is expected; -1 if
     * something else is there, which is skipped.
     */
    int id() throws DocumentException {
        int first = peek();
        int i = at;
        int id = 0;
        while (i < bytes.length && i - at <= MOST_ID_DIGITS) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            id = 10 * id + digit;
            i++;
        }
        int digits = i - at;
        int next = i < bytes.length ? bytes[i] : END;
        if (digits == 0
                || digits > MOST_ID_DIGITS
                || (first == '0' && digits > 1)
                || (next != ',' && next != ']' && next > ' ')) {
            skip(0);
            return -1;
        }
        at = i;
        return id;
    }

    /** Skips the next value, whatever it is. */
    void skip() throws DocumentException {
        skip(0);
    }

    private void skip(int level) throws DocumentException {
        if (level > MOST_LEVELS) {
            throw new DocumentException(Kind.TOO_LARGE, "The document has more than " + MOST_LEVELS + " levels");
        }
        int first = peek();
        switch (first) {
            case '"' -> string();
            case '{' -> {
                for (boolean more = enter('}'); more; more = more('}')) {
                    name();
                    skip(level + 1);
                }
            }
            case '[' -> {
                for (boolean more = enter(']'); more; more = more(']')) {
                    skip(level + 1);
                }
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case 'N' -> word("NaN");
            case 'I' -> word("Infinity");
            default -> {
                if (first != '-' && (first < '0' || first > '9')) {
                    throw fault(first == END ? "it ends where a value is missing" : "a value is missing");
                }
                at = numbers.read(at);
            }
        }
    }

    private void word(String word) throws DocumentException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                throw fault("a word is none of JSON");
            }
        }
        at += word.length();
    }

    private DocumentException fault(String what) {
        return notJson(what, at);
    }

    static DocumentException notJson(String what, int at) {
        return new DocumentException(Kind.NOT_JSON, "The document is not JSON: " + what + ", at byte " + at);
    }
}
