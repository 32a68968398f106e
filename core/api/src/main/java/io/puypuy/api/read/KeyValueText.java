package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lines of a name and a value, such as {@code MemTotal: 16384 kB}, {@code used_memory:1077928} or {@code STAT pid 12}.
 * Names keep their case; of two lines with one name the last counts; lines of another form are passed over. Immutable.
 */
public final class KeyValueText implements Fields {
    /** Instead of a separator: any number of blanks and tabs. */
    public static final char WHITE_SPACE = ' ';

    private final Map<String, String> values;

    private KeyValueText(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * Reads every line that has the separator.
     *
     * @param separator what stands between name and value, such as {@code ':'}, or {@link #WHITE_SPACE}
     * @throws CheckException if no line has it
     */
    public static KeyValueText parse(String text, char separator) throws CheckException {
        return parse(text, separator, "");
    }

    /**
     * Reads every line that begins with the prefix and has the separator behind it.
     *
     * @param prefix what stands before the name, such as {@code "STAT "}
     * @throws CheckException if there is no such line
     */
    public static KeyValueText parse(String text, char separator, String prefix) throws CheckException {
        Map<String, String> values = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            if (text.startsWith(prefix, start)) {
                line(text, start + prefix.length(), end, separator, values);
            }
            start = end + 1;
        }
        if (values.isEmpty()) {
            String form = separator == WHITE_SPACE ? "NAME VALUE" : "NAME" + separator + "VALUE";
            throw CheckException.unexpectedReply("lines of \"" + prefix + form + "\"", text);
        }
        return new KeyValueText(values);
    }

    private static void line(String text, int start, int end, char separator, Map<String, String> values) {
        int at = start;
        while (at < end && !isSeparator(text.charAt(at), separator)) {
            at++;
        }
        if (at > start && at < end) {
            String name = text.substring(start, at).strip();
            if (!name.isEmpty()) {
                values.put(name, text.substring(at + 1, end).strip());
            }
        }
    }

    private static boolean isSeparator(char c, char separator) {
        return c == separator || (separator == WHITE_SPACE && c == '\t');
    }

    /** All values by name, in the order of the text. */
    public Map<String, String> values() {
        return values;
    }

    /** The value of that name, without white space around it. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * {@inheritDoc}
     *
     * <p>A unit behind white space ({@code 16384 kB}) and a percent sign are passed over, a value without any text
     * counts as absent. {@code 1.03M} is no number: nobody says what M is.
     */
    @Override
    public Optional<Number> number(String name) throws CheckException {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Number> number = FieldNumber.parse(withoutUnit(value));
        if (number.isEmpty()) {
            throw new CheckException(
                    CheckException.quoted(name) + " is " + CheckException.quoted(value) + ", expected a number");
        }
        return number;
    }

    private static String withoutUnit(String value) {
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ' && value.charAt(end) != '%') {
            end++;
        }
        return value.substring(0, end);
    }
}
