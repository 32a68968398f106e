package io.puypuy.server.pattoo;

import io.puypuy.server.inventory.Row;
import io.puypuy.server.inventory.Rows;
import java.util.AbstractList;
import java.util.RandomAccess;

/** The rows of a table, as many as there were when it was made. */
final class RowList<T extends Row> extends AbstractList<T> implements RandomAccess {
    private final Rows<T> rows;
    private final int size;

    RowList(Rows<T> rows) {
        this.rows = rows;
        size = rows.count();
    }

    @Override
    public T get(int place) {
        return rows.get(place + 1);
    }

    @Override
    public int size() {
        return size;
    }
}
