package io.puypuy.server.inventory;

/** A row of a table: its number, from 1 without holes, and its marks. */
public interface Row {
    int idx();

    Marks marks();
}
