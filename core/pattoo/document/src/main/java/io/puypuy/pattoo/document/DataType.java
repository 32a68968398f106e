package io.puypuy.pattoo.document;

import java.util.Optional;

/** What a datapoint's value is; the code is what stands in the document. */
public enum DataType {
    TEXT(2),
    /** A total of 32 bits, which begins again at 0 behind 4,294,967,295. */
    COUNTER32(32),
    /** A total of 64 bits. */
    COUNTER64(64),
    INTEGER(99),
    FLOAT(101);

    private final int code;

    DataType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether the value is a total that only grows until its source restarts. */
    public boolean isCounter() {
        return this == COUNTER32 || this == COUNTER64;
    }

    public static Optional<DataType> of(long code) {
        for (DataType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
