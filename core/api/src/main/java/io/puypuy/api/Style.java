package io.puypuy.api;

/** What the core does with a value before it becomes a point. */
public enum Style {
    /** The value is sent as it was read. */
    STACK,
    /** The value is a total that only grows; its change per second is sent, and nothing for the first reading or after a restart. */
    RATE
}
