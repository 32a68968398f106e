package io.puypuy.server.inventory;

/** A language; its code, such as {@code en}, is unique. */
public record LanguageRow(int idx, String code, String name, Marks marks) implements Row {}
