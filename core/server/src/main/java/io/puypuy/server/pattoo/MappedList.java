package io.puypuy.server.pattoo;

import java.util.AbstractList;
import java.util.RandomAccess;
import java.util.function.LongFunction;

/** Rows that are made from their keys when they are asked for. */
final class MappedList<T> extends AbstractList<T> implements RandomAccess {
    private final long[] keys;
    private final LongFunction<T> row;

    MappedList(long[] keys, LongFunction<T> row) {
        this.keys = keys;
        this.row = row;
    }

    @Override
    public T get(int place) {
        return row.apply(keys[place]);
    }

    @Override
    public int size() {
        return keys.length;
    }
}
