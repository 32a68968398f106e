package io.puypuy.app.cli;

/** Foreign text on a terminal: one line, no control characters, not endless. */
final class Printable {
    private Printable() {}

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
