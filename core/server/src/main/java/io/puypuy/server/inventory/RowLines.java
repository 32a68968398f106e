package io.puypuy.server.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rows as lines of the file, in memory until they are taken. Not thread-safe. */
final class RowLines {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ByteArrayOutputStream lines = new ByteArrayOutputStream();

    /** Writes the fields of one kind of row. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    int size() {
        return lines.size();
    }

    /** All lines; the next one is the first again. */
    ByteArrayOutputStream take() {
        ByteArrayOutputStream taken = lines;
        lines = new ByteArrayOutputStream();
        return taken;
    }

    /** Puts lines that were taken in front. */
    void giveBack(ByteArrayOutputStream taken) {
        taken.writeBytes(lines.toByteArray());
        lines = taken;
    }

    private void line(String table, int idx, Marks marks, Fields fields) {
        try (JsonGenerator json = FACTORY.createGenerator(lines)) {
            json.writeStartObject();
            json.writeNumberField(table, idx);
            fields.write(json);
            if (!marks.enabled()) {
                json.writeNumberField("enabled", 0);
            }
            json.writeNumberField("created", marks.createdSeconds());
            if (marks.modifiedSeconds() != marks.createdSeconds()) {
                json.writeNumberField("modified", marks.modifiedSeconds());
            }
            json.writeEndObject();
        } catch (IOException e) {
            // The lines are in memory.
            throw new UncheckedIOException(e);
        }
        lines.write('\n');
    }

    void add(AgentRow row) {
        line("agent", row.idx(), row.marks(), json -> {
            json.writeStringField("id", row.agentId());
            json.writeStringField("target", row.target());
            json.writeStringField("program", row.program());
            json.writeNumberField("group", row.group());
        });
    }

    void add(PairRow row) {
        line("pair", row.idx(), row.marks(), json -> {
            json.writeStringField("key", row.key());
            json.writeStringField("value", row.value());
        });
    }

    void add(DatapointRow row) {
        line("datapoint", row.idx(), row.marks(), json -> {
            json.writeNumberField("agent", row.agent());
            json.writeStringField("checksum", row.postedChecksum());
            json.writeNumberField("type", row.type().code());
            json.writeNumberField("interval", row.intervalMillis());
            json.writeFieldName("pairs");
            json.writeArray(row.pairs(), 0, row.pairCount());
        });
    }

    /** A datapoint that is known, with a new interval. */
    void addInterval(DatapointRow row) {
        line("interval", row.idx(), row.marks(), json -> json.writeNumberField("millis", row.intervalMillis()));
    }

    void add(ChartRow row) {
        line("chart", row.idx(), row.marks(), json -> {
            json.writeStringField("name", row.name());
            json.writeStringField("checksum", row.checksum());
        });
    }

    void add(ChartDatapointRow row) {
        line("chartDatapoint", row.idx(), row.marks(), json -> {
            json.writeNumberField("datapoint", row.datapoint());
            json.writeNumberField("chart", row.chart());
        });
    }

    void add(LanguageRow row) {
        line("language", row.idx(), row.marks(), json -> {
            json.writeStringField("code", row.code());
            json.writeStringField("name", row.name());
        });
    }

    void add(GroupRow row) {
        line("group", row.idx(), row.marks(), json -> json.writeStringField("name", row.name()));
    }

    void add(KeyTextRow row) {
        line("keyText", row.idx(), row.marks(), json -> {
            json.writeNumberField("group", row.group());
            json.writeNumberField("language", row.language());
            json.writeStringField("key", row.key());
            json.writeStringField("translation", row.translation());
            json.writeStringField("units", row.units());
        });
    }

    void add(ProgramTextRow row) {
        line("programText", row.idx(), row.marks(), json -> {
            json.writeNumberField("language", row.language());
            json.writeStringField("program", row.program());
            json.writeStringField("translation", row.translation());
        });
    }

    void add(UserRow row) {
        line("user", row.idx(), row.marks(), json -> {
            json.writeStringField("name", row.username());
            json.writeStringField("firstName", row.firstName());
            json.writeStringField("lastName", row.lastName());
            json.writeStringField("password", row.password());
            json.writeNumberField("role", row.role());
            json.writeBooleanField("expired", row.passwordExpired());
        });
    }

    void add(FavoriteRow row) {
        line("favorite", row.idx(), row.marks(), json -> {
            json.writeNumberField("user", row.user());
            json.writeNumberField("chart", row.chart());
            json.writeNumberField("order", row.order());
        });
    }

    /** All tables, in the order in which they can be read again. */
    void addAll(Tables tables) {
        each(tables.languages(), this::add);
        each(tables.groups(), this::add);
        each(tables.keyTexts(), this::add);
        each(tables.programTexts(), this::add);
        each(tables.users(), this::add);
        each(tables.agents(), this::add);
        each(tables.pairs(), this::add);
        each(tables.datapoints(), this::add);
        each(tables.charts(), this::add);
        each(tables.chartDatapoints(), this::add);
        each(tables.favorites(), this::add);
    }

    private static <T extends Row> void each(Rows<T> rows, java.util.function.Consumer<T> add) {
        for (int idx = 1, count = rows.count(); idx <= count; idx++) {
            add.accept(rows.get(idx));
        }
    }
}
