package io.puypuy.http;

/** A request that is answered with a status and one sentence. */
public final class RequestFault extends RuntimeException {
    public static final int OK = 200;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int TIMEOUT = 408;
    public static final int TOO_LARGE = 413;
    public static final int MISDIRECTED = 421;
    public static final int TOO_MANY = 429;
    public static final int INTERNAL = 500;
    public static final int UNAVAILABLE = 503;

    private static final long serialVersionUID = 1;

    private final int status;

    public RequestFault(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
