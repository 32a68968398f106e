package io.puypuy.app.cli;

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
        String text = foreign.strip();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), most); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() > most ? line.append('…').toString() : line.toString();
    }
}
