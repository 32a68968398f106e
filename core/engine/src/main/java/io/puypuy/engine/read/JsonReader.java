package io.puypuy.engine.read;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON texts, with Jackson's streaming part only. Of two members with one name the last counts; a whole number
 * beyond 64 bits becomes a floating one.
 */
public final class JsonReader {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_CHARACTERS = 32 << 20;
    private static final int MAX_DIGITS = 400;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MAX_CHARACTERS)
                    .maxStringLength(MAX_CHARACTERS)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            // Names of foreign replies would stay in the JVM's table of strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonReader() {}

    /**
     * Reads a text that is one JSON value.
     *
     * @throws CheckException if it is not JSON, has text behind the value, is deeper than 200 levels or longer than 32
     *     Mi characters
     */
    public static Json parse(String text) throws CheckException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw CheckException.unexpectedReply("JSON", text);
            }
            Json json = Json.of(value(parser, first));
            if (parser.nextToken() != null) {
                throw new CheckException(
                        "text behind the JSON value" + place(parser) + ": " + CheckException.quoted(text));
            }
            return json;
        } catch (JacksonException e) {
            throw new CheckException("expected JSON, got " + CheckException.quoted(text) + " (" + reason(e) + ")", e);
        } catch (IOException e) {
            throw new CheckException("expected JSON, got " + CheckException.quoted(text), e);
        }
    }

    private static String place(JsonParser parser) {
        return " in line " + parser.currentTokenLocation().getLineNr() + ", column "
                + parser.currentTokenLocation().getColumnNr();
    }

    private static String reason(JacksonException fault) {
        JsonLocation location = fault.getLocation();
        String place = location == null
                ? ""
                : "wrong in line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
        String message = fault.getOriginalMessage();
        int newline = message.indexOf('\n');
        return place + (newline < 0 ? message : message.substring(0, newline));
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalStateException("no beginning of a value: " + token);
        };
    }

    private static Object whole(JsonParser parser) throws IOException {
        // No conditional expression: it would make a double of both.
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return parser.getDoubleValue();
        }
        return parser.getLongValue();
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return Collections.unmodifiableMap(members);
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return Collections.unmodifiableList(elements);
    }
}
