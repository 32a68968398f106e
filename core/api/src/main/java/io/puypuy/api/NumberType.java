package io.puypuy.api;

/** Whether a metric's values are whole numbers or not; belongs to the metric for ever, because databases break on a change. */
public enum NumberType {
    /** Whole numbers of 64 bits. */
    INTEGER,
    /** Finite numbers of double precision. */
    FLOATING
}
