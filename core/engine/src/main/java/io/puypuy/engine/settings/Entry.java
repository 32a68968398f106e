package io.puypuy.engine.settings;

/**
 * One line {@code key = value}.
 *
 * @param key as written
 * @param value after replacement of {@code ${ENV:…}} and {@code ${FILE:…}}
 * @param shown as written, for messages
 */
public record Entry(String key, String value, String shown, int line) {}
