package io.puypuy.pattoo.document;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What keys and values may be: text, whole and floating numbers; neither truth values nor anything else. A value is a
 * {@code String}, a {@code Long}, a {@code BigInteger} beyond that, or a {@code Double}.
 */
final class PythonValue {
    private PythonValue() {}

    /** The value in one of the four forms; null if it is none, or text that has no form in UTF-8. */
    static @Nullable Object of(@Nullable Object given) {
        if (given instanceof String text) {
            return PythonText.isBroken(text) ? null : text;
        }
        if (given instanceof Long || given instanceof Double) {
            return given;
        }
        if (given instanceof Integer || given instanceof Short || given instanceof Byte) {
            return ((Number) given).longValue();
        }
        if (given instanceof BigInteger big) {
            return PythonNumber.narrow(big);
        }
        return given instanceof Float floating ? floating.doubleValue() : null;
    }

    /** The value as text. */
    static String text(Object value) {
        return value instanceof Double floating ? PythonNumber.spelling(floating) : value.toString();
    }

    /**
     * A datapoint's value as its type wants it: text as it is for {@link DataType#TEXT}; numbers unchanged and text that
     * reads as a number turned into one for all others, cut to a whole one for {@link DataType#INTEGER}.
     *
     * @return null if there is no such value; not-a-number and infinities are none, because nobody could post them
     */
    static @Nullable Object typed(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        if (type == DataType.TEXT) {
            return text(value);
        }
        if (value instanceof String text) {
            return PythonNumber.read(text)
                    .<Object>map(number -> type == DataType.INTEGER ? PythonNumber.cut(number) : number)
                    .orElse(null);
        }
        return value instanceof Double floating && !Double.isFinite(floating) ? null : value;
    }
}
