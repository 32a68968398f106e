package io.puypuy.server.pattoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A table of pattoo's database as GraphQL shows it. Built once, immutable afterwards.
 *
 * @param <T> a row
 */
final class Table<T> {
    private final String type;
    private final String all;
    private final String one;
    private final Source<T> source;
    private final Function<T, String> key;
    private final BiFunction<String, Deadline, Optional<T>> byKey;
    private final Map<String, Column<T>> columns = new LinkedHashMap<>();
    private final List<Link<T>> links = new ArrayList<>();

    /** Where rows come from. */
    interface Source<T> {
        /** Rows that have the values in the columns that are {@link #known}, by field; others are filtered later. */
        List<T> rows(Map<String, String> wanted, Deadline deadline);

        /** Fields of columns by which the source finds rows itself. */
        default Set<String> known() {
            return Set.of();
        }
    }

    /**
     * A column.
     *
     * @param name as in the database, {@code idx_agent}
     * @param value a {@link Long} or a {@link String}
     */
    record Column<T>(String name, Function<T, Comparable<?>> value) {
        /** As in GraphQL, {@code idxAgent}. */
        String field() {
            return camelCase(name);
        }

        String text(T row) {
            return String.valueOf(value.apply(row));
        }
    }

    /**
     * Rows of another table that belong to a row.
     *
     * @param many whether it is a list
     * @param rows the list, or at most one row
     */
    record Link<T>(String field, String type, boolean many, BiFunction<T, Deadline, List<?>> rows) {}

    Table(
            String type,
            String all,
            String one,
            Source<T> source,
            Function<T, String> key,
            BiFunction<String, Deadline, Optional<T>> byKey) {
        this.type = type;
        this.all = all;
        this.one = one;
        this.source = source;
        this.key = key;
        this.byKey = byKey;
    }

    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            boolean begins = i > 0 && name.charAt(i - 1) == '_';
            if (name.charAt(i) != '_') {
                camel.append(begins ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return camel.toString();
    }

    Table<T> number(String name, Function<T, Long> value) {
        columns.put(camelCase(name), new Column<>(name, value::apply));
        return this;
    }

    Table<T> text(String name, Function<T, String> value) {
        columns.put(camelCase(name), new Column<>(name, value::apply));
        return this;
    }

    Table<T> many(String field, String otherType, Function<T, List<?>> rows) {
        return read(field, otherType, (from, deadline) -> rows.apply(from));
    }

    /** Likewise, for rows whose reading takes time. */
    Table<T> read(String field, String otherType, BiFunction<T, Deadline, List<?>> rows) {
        links.add(new Link<>(field, otherType, true, rows));
        return this;
    }

    Table<T> one(String field, String otherType, Function<T, Optional<?>> row) {
        links.add(new Link<>(field, otherType, false, (from, deadline) -> row.apply(from)
                .map(List::of)
                .orElse(List.of())));
        return this;
    }

    /** Name of the GraphQL type. */
    String type() {
        return type;
    }

    /** Field of the query that lists it. */
    String all() {
        return all;
    }

    /** Field of the query that gives one row. */
    String one() {
        return one;
    }

    /** By field. */
    Map<String, Column<T>> columns() {
        return columns;
    }

    List<Link<T>> links() {
        return links;
    }

    String id(T row) {
        return new GlobalId(type, key.apply(row)).text();
    }

    Optional<T> byKey(String text, Deadline deadline) {
        return byKey.apply(text, deadline);
    }

    /**
     * The rows of the table that have values in columns, sorted.
     *
     * @param wanted by field
     */
    List<T> rows(Map<String, String> wanted, List<String> sortBy, Deadline deadline) {
        Map<String, String> rest = new LinkedHashMap<>(wanted);
        rest.keySet().removeAll(source.known());
        return rows(source.rows(wanted, deadline), rest, sortBy, deadline);
    }

    /** Those of a link. */
    List<T> rows(List<T> all, Map<String, String> wanted, List<String> sortBy, Deadline deadline) {
        List<T> rows = all;
        for (Map.Entry<String, String> filter : wanted.entrySet()) {
            Column<T> column = columns.get(filter.getKey());
            if (column != null) {
                rows = rows.stream()
                        .filter(row -> {
                            deadline.check();
                            return column.text(row).equals(filter.getValue());
                        })
                        .toList();
            }
        }
        return sortBy.isEmpty() ? rows : Sorting.sorted(rows, columns.values(), sortBy);
    }
}
