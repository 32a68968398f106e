package io.puypuy.server.inventory;

/** Text of an agent's program in a language; unique together. */
public record ProgramTextRow(int idx, int language, String program, String translation, Marks marks) implements Row {}
