package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JSON value; made by {@link io.puypuy.api.CheckRun#json}. Fields are found by path: {@code heap.used} goes
 * into objects by name; a name with a point in it is found too, the longest match first.
 */
public final class Json implements Fields {
    // Map<String, Object>, List<Object>, String, Long, Double, Boolean or null.
    private final @Nullable Object value;

    private Json(@Nullable Object value) {
        this.value = value;
    }

    /** A value made of maps, lists, strings, longs, doubles, booleans and null, which must not change any more. */
    public static Json of(@Nullable Object value) {
        return new Json(value);
    }

    public boolean isNull() {
        return value == null;
    }

    /** Whether this is an array. */
    public boolean isArray() {
        return value instanceof List<?>;
    }

    /** The value at a path; empty if there is none or it is null. */
    public Optional<Json> find(String path) {
        if (!(value instanceof Map<?, ?> object)) {
            return Optional.empty();
        }
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            Object member = object.get(path.substring(0, end));
            if (member != null) {
                Json found = new Json(member);
                Optional<Json> whole = end == path.length() ? Optional.of(found) : found.find(path.substring(end + 1));
                if (whole.isPresent()) {
                    return whole;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The value at a path.
     *
     * @throws CheckException if there is none
     */
    public Json get(String path) throws CheckException {
        Optional<Json> found = find(path);
        if (found.isEmpty()) {
            throw new CheckException("the reply has no " + CheckException.quoted(path));
        }
        return found.get();
    }

    @Override
    public Optional<Number> number(String path) throws CheckException {
        Optional<Json> found = find(path);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().value instanceof Number number) {
            return Optional.of(number instanceof Double ? FieldNumber.of(number.doubleValue()) : number);
        }
        throw new CheckException(CheckException.quoted(path) + " is "
                + CheckException.quoted(found.get().toString()) + ", expected a number");
    }

    /** The text at a path; numbers and truth values as text. */
    public Optional<String> text(String path) {
        return find(path).map(Json::toString);
    }

    /**
     * The members of an object in their order.
     *
     * @throws CheckException if this is no object
     */
    public Map<String, Json> members() throws CheckException {
        if (!(value instanceof Map<?, ?> object)) {
            throw CheckException.unexpectedReply("a JSON object", toString());
        }
        Map<String, Json> members = new LinkedHashMap<>();
        object.forEach((name, member) -> members.put((String) name, new Json(member)));
        return members;
    }

    /**
     * The elements of an array.
     *
     * @throws CheckException if this is no array
     */
    public List<Json> elements() throws CheckException {
        if (!(value instanceof List<?> array)) {
            throw CheckException.unexpectedReply("a JSON array", toString());
        }
        List<Json> elements = new ArrayList<>(array.size());
        for (Object element : array) {
            elements.add(new Json(element));
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    public String toString() {
        return String.valueOf(value);
    }
}
