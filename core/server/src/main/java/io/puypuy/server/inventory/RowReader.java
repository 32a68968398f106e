package io.puypuy.server.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.lines.LinesFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Puts the rows that {@link RowLines} wrote into the tables again. */
final class RowReader implements LinesFile.Reader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Tables tables;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private int[] pairs = new int[16];
    private int pairCount;
    private Marks marks = new Marks(true, 0, 0);
    private long lines;

    RowReader(Tables tables) {
        this.tables = tables;
    }

    /** How many lines there were. */
    long lines() {
        return lines;
    }

    @Override
    public void line(byte[] line, int length) throws IOException {
        lines++;
        texts.clear();
        numbers.clear();
        pairCount = 0;
        String table;
        try (JsonParser json = FACTORY.createParser(line, 0, length)) {
            json.nextToken();
            json.nextToken();
            table = json.currentName();
            while (json.currentToken() == JsonToken.FIELD_NAME) {
                field(json.currentName(), json);
                json.nextToken();
            }
            if (json.currentToken() != JsonToken.END_OBJECT || table == null) {
                throw new IOException("no object");
            }
        }
        readMarks();
        put(table, integer(table));
    }

    private void field(String name, JsonParser json) throws IOException {
        switch (json.nextToken()) {
            case VALUE_STRING -> texts.put(name, json.getText());
            case VALUE_NUMBER_INT -> numbers.put(name, json.getLongValue());
            case VALUE_TRUE -> numbers.put(name, 1L);
            case VALUE_FALSE -> numbers.put(name, 0L);
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    if (pairCount == pairs.length) {
                        pairs = Arrays.copyOf(pairs, 2 * pairs.length);
                    }
                    pairs[pairCount++] = json.getIntValue();
                }
            }
            default -> throw new IOException("unknown field " + name);
        }
    }

    private void readMarks() {
        long created = number("created");
        long modified = numbers.getOrDefault("modified", created);
        boolean enabled = numbers.getOrDefault("enabled", 1L) != 0;
        if (created != marks.createdSeconds() || modified != marks.modifiedSeconds() || enabled != marks.enabled()) {
            marks = new Marks(enabled, created, modified);
        }
    }

    private void put(String table, int idx) {
        switch (table) {
            case "agent" ->
                tables.put(new AgentRow(idx, text("id"), text("target"), shared("program"), integer("group"), marks));
            case "pair" -> tables.put(new PairRow(idx, text("key"), text("value"), marks));
            case "datapoint" -> tables.put(datapoint(idx));
            case "interval" -> tables.datapoints().get(idx).changeInterval(number("millis"), 0, 0);
            case "chart" -> tables.put(new ChartRow(idx, shared("name"), shared("checksum"), marks));
            case "chartDatapoint" ->
                tables.put(new ChartDatapointRow(idx, integer("datapoint"), integer("chart"), marks));
            case "language" -> tables.put(new LanguageRow(idx, text("code"), text("name"), marks));
            case "group" -> tables.put(new GroupRow(idx, text("name"), marks));
            case "keyText" -> tables.put(keyText(idx));
            case "programText" ->
                tables.put(new ProgramTextRow(idx, integer("language"), text("program"), text("translation"), marks));
            case "user" -> tables.put(user(idx));
            case "favorite" ->
                tables.put(new FavoriteRow(idx, integer("user"), integer("chart"), integer("order"), marks));
            default -> throw new IllegalArgumentException("unknown table " + table);
        }
    }

    private DatapointRow datapoint(int idx) {
        int[] own = Arrays.copyOf(pairs, pairCount);
        for (int pair : own) {
            tables.pairs().get(pair);
        }
        return new DatapointRow(
                idx,
                integer("agent"),
                DataType.of(number("type")).orElseThrow(),
                new PostedChecksum(text("checksum")),
                number("interval"),
                own,
                marks);
    }

    private KeyTextRow keyText(int idx) {
        return new KeyTextRow(
                idx, integer("group"), integer("language"), text("key"), text("translation"), shared("units"), marks);
    }

    private UserRow user(int idx) {
        return new UserRow(
                idx,
                text("name"),
                text("firstName"),
                text("lastName"),
                text("password"),
                integer("role"),
                number("expired") != 0,
                marks);
    }

    /** A text that many rows have. */
    private String shared(String name) {
        return text(name).intern();
    }

    private String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    private long number(String name) {
        Long number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return number;
    }

    private int integer(String name) {
        return Math.toIntExact(number(name));
    }
}
