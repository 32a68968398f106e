package io.puypuy.server.pattoo;

import graphql.GraphQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The argument {@code sortBy}: columns as the database names them, each with {@code asc} or {@code desc} behind it. */
final class Sorting {
    /** Of more rows the copy that is sorted would not fit in memory beside the rows. */
    private static final int MAX_ROWS = 100_000;

    private Sorting() {}

    /** @throws GraphQLException if there is no such column, or there are too many rows */
    static <T> List<T> sorted(List<T> rows, Collection<Table.Column<T>> columns, List<String> sortBy) {
        if (rows.size() > MAX_ROWS) {
            throw new GraphQLException("sortBy: there are more than " + MAX_ROWS + " rows; ask without it");
        }
        Comparator<T> order = null;
        for (String text : sortBy) {
            Comparator<T> next = comparator(columns, text);
            order = order == null ? next : order.thenComparing(next);
        }
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(order);
        return sorted;
    }

    private static <T> Comparator<T> comparator(Collection<Table.Column<T>> columns, String text) {
        String[] words = text.strip().split("\\s+", -1);
        for (Table.Column<T> column : columns) {
            if (words[0].equals(column.name()) || words[0].equals(column.field())) {
                Comparator<T> ascending = (one, other) -> compare(column, one, other);
                return words.length > 1 && words[1].toLowerCase(Locale.ROOT).equals("desc")
                        ? ascending.reversed()
                        : ascending;
            }
        }
        throw new GraphQLException("sortBy: there is no column \"" + words[0] + "\"");
    }

    private static <T> int compare(Table.Column<T> column, T one, T other) {
        Comparable<?> a = column.value().apply(one);
        Comparable<?> b = column.value().apply(other);
        return a instanceof Long number && b instanceof Long second
                ? number.compareTo(second)
                : a.toString().compareTo(b.toString());
    }
}
