package io.puypuy.api;

/** The source answered, but not in the form that the check reads. The message is shown to the operator. */
public final class CheckException extends Exception {
    private static final int MAX_QUOTED = 100;

    private static final long serialVersionUID = 1;

    public CheckException(String message) {
        super(message);
    }

    public CheckException(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@code expected a depot/3 status page, got "<html>…"}; what came is cut at 100 characters. */
    public static CheckException unexpectedReply(String expected, String reply) {
        return new CheckException("expected " + expected + ", got " + quoted(reply));
    }

    /** Foreign text for a message: in quotes, without control characters, cut at 100 characters. */
    public static String quoted(String foreign) {
        String head = foreign.length() <= MAX_QUOTED ? foreign : foreign.substring(0, MAX_QUOTED) + "…";
        return '"' + ForeignText.oneLine(head) + '"';
    }
}
