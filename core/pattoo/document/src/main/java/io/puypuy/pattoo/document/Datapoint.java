package io.puypuy.pattoo.document;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of one thing at one moment, as an agent gives it. Immutable. What does not fit makes the datapoint invalid:
 * it is left out of the document, but a target counts it ({@link Target}). Rules of "pattoo Agents", chapter 2:
 *
 * <ul>
 *   <li>A key is text or a number; it is lower-cased by Unicode's rules and trimmed, must not be empty then, and must not
 *       have {@code pattoo} in it.
 *   <li>A value is text ({@code String}) or a number ({@code Byte} to {@code Long}, {@code BigInteger}, {@code Float},
 *       {@code Double}). Text in a datapoint of numbers must read as one; a number in a datapoint of text becomes text.
 *       Numbers stay what they are: a floating one may stand in a datapoint of whole ones.
 *   <li>Not-a-number and infinities are no values. (pattoo lets them in, and then cannot post the document; text such as
 *       {@code inf} in a datapoint of whole numbers ends its program.)
 *   <li>Half a character (a surrogate alone) has no form in UTF-8 and makes text unusable.
 * </ul>
 *
 * <p>{@link #value(Object)} keeps what was computed for the checksum: an agent makes each datapoint once and gives it a
 * new value at each poll.
 */
public final class Datapoint {
    private final DatapointIdentity identity;
    /** As given; null if it is none. */
    private final @Nullable Object given;

    private final @Nullable Object value;
    /** Null if it was given and cannot be a time. */
    private final @Nullable Long timestampMillis;

    private Datapoint(DatapointIdentity identity, @Nullable Object given, @Nullable Long timestampMillis) {
        this.identity = identity;
        this.given = given;
        this.value = identity.type().map(type -> PythonValue.typed(given, type)).orElse(null);
        this.timestampMillis = timestampMillis;
    }

    /** A key in the form that it has in a document; empty if it is none, or reserved. */
    public static Optional<String> keyOf(Object given) {
        return Optional.ofNullable(Metadata.key(given));
    }

    /** A datapoint of now. */
    public static Datapoint of(Object key, Object value, DataType type) {
        return ofAny(key, value, type);
    }

    /** A datapoint of now with a type that someone else gives: {@link DataType}, or a number that is the code of one. */
    public static Datapoint ofAny(@Nullable Object key, @Nullable Object value, @Nullable Object type) {
        return new Datapoint(DatapointIdentity.of(key, type), PythonValue.of(value), System.currentTimeMillis());
    }

    /** The same with another value and the time of now. */
    public Datapoint value(Object other) {
        return new Datapoint(identity, PythonValue.of(other), System.currentTimeMillis());
    }

    /** The same with another time. */
    public Datapoint at(long otherTimestampMillis) {
        return new Datapoint(identity, given, otherTimestampMillis);
    }

    /**
     * The same with a time that someone else gives: milliseconds as a number or as text that reads as one, cut to a whole
     * number. What is no number leaves the time as it is; a number that no 64 bits hold makes the datapoint invalid.
     * (Text with a fraction ends pattoo's program.)
     */
    public Datapoint atAny(@Nullable Object time) {
        @Nullable Number whole = wholeNumber(PythonValue.of(time));
        if (whole == null) {
            return this;
        }
        return new Datapoint(identity, given, whole instanceof Long millis ? millis : null);
    }

    private static @Nullable Number wholeNumber(@Nullable Object time) {
        if (time instanceof String text) {
            String digits = PythonText.strip(text);
            return digits.matches("[+-]?[0-9]{1,18}")
                    ? (Number) Long.parseLong(digits)
                    : PythonNumber.read(text).map(PythonNumber::cut).orElse(null);
        }
        if (time instanceof Double floating) {
            return Double.isFinite(floating) ? PythonNumber.cut(floating) : null;
        }
        return time instanceof Long || time instanceof BigInteger ? (Number) time : null;
    }

    /**
     * The same with one more entry of metadata, which is part of its identity. Keys are as those of datapoints, values
     * become text and are trimmed; what is no key or value is ignored, and so is a key that is there already.
     */
    public Datapoint with(@Nullable Object key, @Nullable Object metadataValue) {
        return with(key, metadataValue, true);
    }

    /** The same for what may change without making another datapoint of it ({@code update_checksum=False}). */
    public Datapoint withUnchecked(@Nullable Object key, @Nullable Object metadataValue) {
        return with(key, metadataValue, false);
    }

    private Datapoint with(@Nullable Object key, @Nullable Object metadataValue, boolean checked) {
        @Nullable Metadata entry = Metadata.of(key, metadataValue, checked);
        return entry == null ? this : new Datapoint(identity.with(entry), given, timestampMillis);
    }

    /** Whether it gets into a document. */
    public boolean isValid() {
        return identity.key() != null && value != null && timestampMillis != null;
    }

    DatapointIdentity identity() {
        return identity;
    }

    /** As it stands in the document; null if there is none. */
    @Nullable
    Object value() {
        return value;
    }

    @Nullable
    Long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public String toString() {
        return identity.key() + "=" + value + " @" + timestampMillis;
    }
}
