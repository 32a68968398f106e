package io.puypuy.engine.spool;

/** A spool file is not what was written. */
final class DamagedFileException extends Exception {
    private static final long serialVersionUID = 1;

    DamagedFileException(String what) {
        super(what);
    }
}
