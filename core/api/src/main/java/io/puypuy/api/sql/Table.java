package io.puypuy.api.sql;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.FieldNumber;
import io.puypuy.api.read.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows that a query gave, as text. Immutable.
 *
 * @param columns names in their order
 * @param rows values by the name of their column, in its case; one that is NULL is absent
 */
public record Table(List<String> columns, List<Map<String, String>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** The rows as names and values, such as those of {@code SHOW GLOBAL STATUS}. */
    public Values values(String nameColumn, String valueColumn) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            String name = row.get(nameColumn);
            String value = row.get(valueColumn);
            if (name != null && value != null) {
                values.put(name, value);
            }
        }
        return new Values(values);
    }

    /** Texts by name. Immutable. */
    public record Values(Map<String, String> texts) implements Fields {
        public Values {
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        public Optional<String> text(String name) {
            return Optional.ofNullable(texts.get(name));
        }

        @Override
        public Optional<Number> number(String name) throws CheckException {
            String text = texts.get(name);
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(parse(name, text.strip()));
        }
    }

    /**
     * A number of the server: a {@link Long} if it is whole and within 64 bits, else a {@link Double}, which is finite.
     *
     * @param name for the message
     */
    public static Number parse(String name, String text) throws CheckException {
        return FieldNumber.parse(text)
                .filter(number -> Double.isFinite(number.doubleValue()))
                .orElseThrow(() -> new CheckException(
                        CheckException.quoted(name) + " is " + CheckException.quoted(text) + ", expected a number"));
    }
}
