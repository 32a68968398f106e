package io.puypuy.server.store;

/** What stands for the values of one step. */
public enum Aggregate {
    AVG,
    MIN,
    MAX,
    LAST,
    SUM
}
