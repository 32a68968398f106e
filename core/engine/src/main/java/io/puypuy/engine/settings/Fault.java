package io.puypuy.engine.settings;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.HttpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the settings, in the form in which it is printed: {@code file:line: [section] key = "value": what
 * is wrong; what is expected}.
 *
 * @param file as the user would open it, such as {@code conf/system.ini}
 * @param line from 1; 0 if the fault belongs to no line
 * @param section empty if the fault belongs to none
 * @param key empty if the fault belongs to none
 * @param value what was written; null if it is not to be shown
 * @param warning whether the configuration can be used all the same
 */
public record Fault(
        String file,
        int line,
        String section,
        String key,
        @Nullable String value,
        String message,
        boolean warning) {

    /** The same as a warning. */
    Fault asWarning() {
        return new Fault(file, line, section, key, value, message, true);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (warning) {
            text.append("warning: ");
        }
        if (!section.isEmpty()) {
            text.append('[').append(section).append(key.isEmpty() ? "]" : "] ");
        }
        if (!key.isEmpty()) {
            text.append(key);
            if (value != null) {
                text.append(" = ").append(CheckException.quoted(HttpAddress.shown(value)));
            }
        }
        if (!section.isEmpty() || !key.isEmpty()) {
            text.append(": ");
        }
        return text.append(message).toString();
    }
}
