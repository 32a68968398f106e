package io.puypuy.server.pattoo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list, with the rules of Relay for lists ("GraphQL Cursor Connections", pagination algorithm) as pattoo's library has
 * them: there is a next page only where {@code first} was given, a previous one only where {@code last} was. What is longer than
 * {@link #MAX_ROWS} is cut, and says that there is more.
 *
 * @param <T> a row
 */
record Connection<T>(List<Edge<T>> edges, boolean hasNextPage, boolean hasPreviousPage) {
    /** Rows of one list in an answer. pattoo's web application asks for 20, its phone application for 12. */
    static final int MAX_ROWS = 10_000;

    /** A row and its place. */
    record Edge<T>(T node, String cursor) {}

    /** Which part. */
    record Slice(
            @Nullable Integer first,
            @Nullable Integer last,
            @Nullable String after,
            @Nullable String before) {}

    static <T> Connection<T> of(List<T> all, Slice slice) {
        long after = slice.after == null ? -1 : GlobalId.place(slice.after, -1);
        long before = slice.before == null ? all.size() : GlobalId.place(slice.before, all.size());
        long begin = Math.max(after, -1) + 1;
        long end = Math.min(before, all.size());
        if (slice.first != null) {
            end = Math.min(end, begin + Math.max(slice.first, 0));
        }
        if (slice.last != null) {
            begin = Math.max(begin, end - Math.max(slice.last, 0));
        }
        boolean cutEnd = false;
        boolean cutBegin = false;
        if (end - begin > MAX_ROWS) {
            // The newest are what is asked for with last.
            cutBegin = slice.last != null;
            cutEnd = !cutBegin;
            begin = cutBegin ? end - MAX_ROWS : begin;
            end = begin + MAX_ROWS;
        }
        List<Edge<T>> edges = new ArrayList<>();
        for (long place = begin; place < end; place++) {
            edges.add(new Edge<>(all.get((int) place), GlobalId.cursor(place)));
        }
        long upper = slice.before == null ? all.size() : before;
        long lower = slice.after == null ? 0 : after + 1;
        return new Connection<>(
                edges,
                cutEnd || (slice.first != null && end < upper),
                cutBegin || (slice.last != null && begin > lower));
    }

    @Nullable
    String startCursor() {
        return edges.isEmpty() ? null : edges.get(0).cursor;
    }

    @Nullable
    String endCursor() {
        return edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor;
    }
}
