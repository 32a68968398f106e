package io.puypuy.pattoo.document;

/** A document that is refused as a whole; the message is one sentence that says why. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What is wrong, as far as those who answer must tell it apart ("pattoo Server", chapter 2). */
    public enum Kind {
        /** The bytes are not one text of JSON. */
        NOT_JSON,
        /** It is JSON, but no object. */
        NOT_OBJECT,
        /** The object has other members than the four of a document. */
        OTHER_MEMBERS,
        /** It has more bytes, pairs, datapoints, levels, or longer texts or numbers than are read. */
        TOO_LARGE,
        /** A document on the outside, but its datapoints cannot be made out: pattoo takes such a one and throws it away. */
        BROKEN
    }

    DocumentException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    DocumentException(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
