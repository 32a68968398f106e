package io.puypuy.pattoo.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What pattoo's own code made, and plain reading of it: whole and floating numbers are kept apart. */
final class Golden {
    private Golden() {}

    static Stream<String> names() {
        return Stream.of(
                "01_stock",
                "02_modbus_document",
                "03_shared_metadata",
                "04_update_checksum",
                "05_data_types",
                "06_string_to_number",
                "07_invalid_dropped",
                "08_duplicates",
                "09_unicode",
                "10_metadata_rules",
                "11_numeric_equality",
                "12_timestamps_keys",
                "13_nothing_valid");
    }

    static byte[] bytes(String file) {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps, lists, texts, {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean} and null. */
    static @Nullable Object json(String file) {
        try (JsonParser parser = new JsonFactory().createParser(bytes(file))) {
            parser.nextToken();
            return json(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object json(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, json(parser));
                }
                return members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(json(parser));
                }
                return elements;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.getBooleanValue();
            }
            default -> {
                return parser.getNumberValue();
            }
        }
    }

    /** The data that a description of pattoo's agents' input stands for. */
    @SuppressWarnings("unchecked")
    static AgentData data(String name) {
        Map<String, Object> input = (Map<String, Object>) Objects.requireNonNull(json(name + ".input.json"));
        AgentIdentity identity = new AgentIdentity(
                Golden.<String>member(input, "agent_id"), member(input, "agent_program"), member(input, "hostname"));
        int seconds = Golden.<Integer>member(input, "polling_interval");
        long timestamp = Golden.<Long>member(input, "agent_timestamp");
        AgentData data = new AgentData(identity, 1000L * seconds, timestamp);
        for (Map<String, Object> description : Golden.<List<Map<String, Object>>>member(input, "targets")) {
            Target target = new Target(Golden.<String>member(description, "target"));
            for (Map<String, Object> point : Golden.<List<Map<String, Object>>>member(description, "datapoints")) {
                target.add(datapoint(point));
            }
            data.add(target);
        }
        return data;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T member(Map<String, Object> object, String name) {
        return (T) Objects.requireNonNull(object.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Datapoint datapoint(Map<String, Object> description) {
        Object type = description.containsKey("data_type") ? description.get("data_type") : DataType.INTEGER;
        Datapoint point = Datapoint.ofAny(description.get("key"), description.get("value"), type)
                .atAny(description.get("timestamp"));
        for (Map<String, Object> entry :
                (List<Map<String, Object>>) description.getOrDefault("metadata", List.<Map<String, Object>>of())) {
            point = Boolean.FALSE.equals(entry.get("update_checksum"))
                    ? point.withUnchecked(entry.get("key"), entry.get("value"))
                    : point.with(entry.get("key"), entry.get("value"));
        }
        return point;
    }
}
