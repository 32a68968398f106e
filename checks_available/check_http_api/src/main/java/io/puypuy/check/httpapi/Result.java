package io.puypuy.check.httpapi;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What became of a request; the codes are those of Telegraf's input http_response, as far as it has one. */
enum Result {
    AS_IT_SHOULD_BE(0),
    BODY_NOT_AS_EXPECTED(1),
    ANSWER_BROKEN(2),
    CONNECTION_FAILED(3),
    TOO_LATE(4),
    UNKNOWN_HOST(5),
    STATUS_NOT_AS_EXPECTED(6);

    private final int code;

    Result(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Why there was no reply. */
    static Result of(IOException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return UNKNOWN_HOST;
            }
            if (cause instanceof InterruptedIOException) {
                return TOO_LATE;
            }
            if (cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLException) {
                return CONNECTION_FAILED;
            }
        }
        return ANSWER_BROKEN;
    }
}
