package io.puypuy.api;

/** Text that came from elsewhere, for a message, a table or a terminal. */
public final class ForeignText {
    private ForeignText() {}

    /**
     * The text on one line: each run of control characters is a blank. Those are U+0000 to U+001F and U+007F to U+009F; a terminal
     * takes the second group for commands as well.
     */
    public static String oneLine(String foreign) {
        StringBuilder line = new StringBuilder(foreign.length());
        boolean wasControl = false;
        for (int i = 0; i < foreign.length(); i++) {
            char c = foreign.charAt(i);
            boolean isControl = Character.isISOControl(c);
            if (!isControl) {
                line.append(c);
            } else if (!wasControl) {
                line.append(' ');
            }
            wasControl = isControl;
        }
        return line.toString();
    }
}
