package io.puypuy.engine.read;

import java.io.IOException;

/** The peer sent more than was allowed. */
public final class AnswerTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    AnswerTooLargeException(String message) {
        super(message);
    }
}
