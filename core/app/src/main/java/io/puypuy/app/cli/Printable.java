package io.puypuy.app.cli;

import io.puypuy.api.ForeignText;

/** Words for a terminal. */
final class Printable {
    private Printable() {}

    /** {@code 1 point}, {@code 2 points}. */
    static String counted(long number, String one) {
        return counted(number, one, one + "s");
    }

    static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Foreign text: one line, no control characters, not endless. */
    static String line(String foreign, int most) {
        String line = ForeignText.oneLine(foreign).strip();
        return line.length() > most ? line.substring(0, most) + "…" : line;
    }
}
