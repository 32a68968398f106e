package io.puypuy.pattoo.agent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.puypuy.api.CheckException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether bytes are what pattoo's server takes: JSON, an object with exactly four keys of a document ("pattoo, the server
 * side", chapter 2). What is in it is the server's business. Thread-safe.
 */
public final class DocumentCheck {
    private static final Set<String> KEYS =
            Set.of("pattoo_agent_timestamp", "pattoo_agent_id", "pattoo_agent_polling_interval", "pattoo_datapoints");
    private static final int MOST_DEPTH = 100;

    // Python, which reads it in pattoo, takes NaN and knows no limit for the length of a number.
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            // Not CANONICALIZE_FIELD_NAMES, without which it makes characters of all bytes first.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private DocumentCheck() {}

    /** What keeps it from being a document, in words; empty if it is one. */
    public static Optional<String> fault(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            return Optional.ofNullable(fault(parser));
        } catch (IOException e) {
            return Optional.of("it is not JSON: " + CheckException.quoted(firstLine(e)));
        }
    }

    private static @Nullable String fault(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return "it is empty";
        }
        if (first != JsonToken.START_OBJECT) {
            return "it is no object of JSON";
        }
        Set<String> found = new HashSet<>();
        String unknown = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (KEYS.contains(name)) {
                found.add(name);
            } else {
                unknown = name;
            }
            parser.nextToken();
            parser.skipChildren();
        }
        if (parser.nextToken() != null) {
            return "something is behind the object";
        }
        if (unknown != null) {
            return "it is no document of pattoo: it has the key " + CheckException.quoted(unknown);
        }
        return found.size() == KEYS.size() ? null : "it is no document of pattoo: keys are missing";
    }

    private static String firstLine(IOException fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }
}
