package io.puypuy.engine.script;

/** A line that is no point. The message is one of a fixed few reasons, so that each is logged once; it quotes nothing. */
final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String reason) {
        // Without a stack trace: a script may print ten thousand bad lines a second.
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
