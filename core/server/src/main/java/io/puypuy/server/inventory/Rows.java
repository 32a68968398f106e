package io.puypuy.server.inventory;

import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A table. Any thread reads, without waiting; who holds the inventory's monitor writes.
 *
 * @param <T> its rows
 */
public final class Rows<T extends Row> {
    // The count is written after the rows, and read before them.
    private volatile Row[] rows = new Row[16];
    private volatile int count;

    /** How many rows there are; their numbers are 1 to this one. */
    public int count() {
        return count;
    }

    /**
     * The row with a number that was found in a row of another table.
     *
     * @throws NoSuchElementException if there is none
     */
    @SuppressWarnings("unchecked") // only put writes
    public T get(int idx) {
        if (idx < 1 || idx > count) {
            throw new NoSuchElementException("no row " + idx);
        }
        return (T) rows[idx - 1];
    }

    /** The row with a number that anybody could have written. */
    public Optional<T> find(long idx) {
        return idx < 1 || idx > count ? Optional.empty() : Optional.of(get((int) idx));
    }

    /** Appends the row with the next number, or replaces one. */
    void put(T row) {
        int idx = row.idx();
        if (idx < 1 || idx > count + 1) {
            throw new IllegalArgumentException("row " + idx + " behind " + count);
        }
        Row[] now = rows;
        if (idx > now.length) {
            now = Arrays.copyOf(now, now.length + (now.length >> 1));
        }
        now[idx - 1] = row;
        rows = now;
        if (idx > count) {
            count = idx;
        }
    }
}
