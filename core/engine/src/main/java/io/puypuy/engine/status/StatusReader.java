package io.puypuy.engine.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.puypuy.api.Alert;
import io.puypuy.api.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of a status into plain maps, then into its records: what is unknown is left, what is missing is zero. */
final class StatusReader {
    /** More than any daemon has; a text that is larger is another one. */
    private static final int MAX_ELEMENTS = 1_000_000;

    private final JsonParser json;
    private int elements;

    private StatusReader(JsonParser json) {
        this.json = json;
    }

    static EngineStatus read(JsonFactory factory, InputStream in) throws IOException {
        try (JsonParser json = factory.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "expected the daemon's status");
            }
            return status(new Node(new StatusReader(json).object()));
        }
    }

    private static EngineStatus status(Node node) {
        Node origin = node.node("origin");
        return new EngineStatus(
                node.text("version"),
                node.number("pid"),
                node.number("startedMillis"),
                node.number("writtenMillis"),
                new Origin(origin.text("host"), origin.text("cluster"), origin.text("group"), origin.text("location")),
                node.number("periodMillis"),
                node.number("cycles"),
                node.number("lastCycleMillis"),
                node.number("lastCycleDurationMillis"),
                node.number("lateCycles"),
                node.nodes("jobs").stream().map(StatusReader::job).toList(),
                node.nodes("backends").stream().map(StatusReader::backend).toList(),
                node.nodes("alerts").stream().map(StatusReader::alert).toList(),
                node.texts("problems"),
                node.has("intake") ? Optional.of(intake(node.node("intake"))) : Optional.empty());
    }

    private static IntakeStatus intake(Node node) {
        return new IntakeStatus(
                node.text("address"),
                node.text("fault"),
                node.number("documents"),
                node.number("notUnderstood"),
                node.number("refusedDocuments"),
                node.number("datapoints"),
                node.number("refusedDatapoints"),
                node.number("bytes"),
                node.number("waitingDocuments"),
                node.number("waitingDatapoints"),
                node.number("journalBytes"));
    }

    private static JobStatus job(Node node) {
        return new JobStatus(
                node.choice("kind", JobStatus.Kind.CHECK),
                node.text("name"),
                node.text("target"),
                node.choice("state", JobStatus.State.NEW),
                node.text("message"),
                node.number("lastRunMillis"),
                node.number("durationMillis"),
                (int) node.number("points"),
                node.number("totalPoints"),
                node.number("runs"),
                node.number("failures"),
                node.number("timeouts"),
                node.number("skipped"));
    }

    private static BackendStatus backend(Node node) {
        Node books = node.node("books");
        return new BackendStatus(
                node.text("name"),
                node.text("type"),
                node.choice("state", BackendStatus.State.NEW),
                node.text("message"),
                new BackendStatus.Books(
                        books.number("collected"),
                        books.number("delivered"),
                        books.number("rejected"),
                        books.number("dropped"),
                        books.number("waiting"),
                        books.number("waitingBytes"),
                        books.number("waitingBatches")),
                node.number("lastSuccessMillis"));
    }

    private static AlertStatus alert(Node node) {
        return new AlertStatus(
                node.text("job"),
                node.text("name"),
                node.choice("level", Alert.Level.OK),
                node.text("message"),
                node.number("sinceMillis"));
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, value());
        }
        return fields;
    }

    private List<Object> array() throws IOException {
        List<Object> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(value());
        }
        return values;
    }

    private Object value() throws IOException {
        if (++elements > MAX_ELEMENTS) {
            throw new JsonParseException(json, "too much for the daemon's status");
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NULL -> "";
            default -> json.getText();
        };
    }

    /** The fields of one object. */
    private record Node(Map<String, Object> fields) {
        boolean has(String name) {
            return fields.containsKey(name);
        }

        String text(String name) {
            return fields.get(name) instanceof String text ? text : "";
        }

        long number(String name) {
            return fields.get(name) instanceof Long number ? number : 0;
        }

        <E extends Enum<E>> E choice(String name, E otherwise) {
            for (E choice : otherwise.getDeclaringClass().getEnumConstants()) {
                if (choice.name().equals(text(name))) {
                    return choice;
                }
            }
            return otherwise;
        }

        Node node(String name) {
            return node(fields.get(name));
        }

        List<Node> nodes(String name) {
            return list(name).stream().map(Node::node).toList();
        }

        List<String> texts(String name) {
            return list(name).stream().map(String::valueOf).toList();
        }

        private List<?> list(String name) {
            return fields.get(name) instanceof List<?> list ? list : List.of();
        }

        private static Node node(@Nullable Object value) {
            Map<String, Object> inner = new HashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, field) -> inner.put(String.valueOf(name), field));
            }
            return new Node(inner);
        }
    }
}
