package io.puypuy.server.pattoo;

import graphql.GraphQLException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A row as Relay names it: Base64 of {@code Type:key}. Cursors are of the same form, with a place in a list for the key.
 *
 * @param key {@code 7}, or {@code (3, 1578071401233)} where two columns are the key
 */
record GlobalId(String type, String key) {
    private static final String CURSOR = "arrayconnection";
    private static final int MAX_DIGITS = 18;

    String text() {
        return Base64.getEncoder().encodeToString((type + ":" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws GraphQLException if the text is none */
    static GlobalId parse(String text) {
        try {
            String plain = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon > 0) {
                return new GlobalId(plain.substring(0, colon), plain.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new GraphQLException("Unable to parse global ID \"" + text + "\".");
    }

    static String cursor(long place) {
        return new GlobalId(CURSOR, Long.toString(place)).text();
    }

    /** The place of a cursor; {@code otherwise} if the text is none, as Relay does. */
    static long place(String cursor, long otherwise) {
        try {
            GlobalId id = parse(cursor);
            return id.type.equals(CURSOR) && id.key.matches("\\d{1," + MAX_DIGITS + "}")
                    ? Long.parseLong(id.key)
                    : otherwise;
        } catch (GraphQLException e) {
            return otherwise;
        }
    }
}
