package io.puypuy.api.backend;

/** The database cannot take such a point, whatever is done; the message says why. */
public final class UnsendablePointException extends Exception {
    private static final long serialVersionUID = 1;

    public UnsendablePointException(String reason) {
        super(reason);
    }
}
