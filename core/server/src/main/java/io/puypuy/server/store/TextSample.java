package io.puypuy.server.store;

/**
 * A text that a datapoint had.
 *
 * @param timestampMillis milliseconds since 1970
 */
public record TextSample(long timestampMillis, String text) {}
