package io.puypuy.server.pattoo;

import graphql.execution.AbortExecutionException;

/** A change that may not be made this way; answered with its status. */
final class Refused extends AbortExecutionException {
    private static final long serialVersionUID = 1;

    private final int status;

    Refused(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
