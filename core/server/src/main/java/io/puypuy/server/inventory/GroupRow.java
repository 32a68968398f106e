package io.puypuy.server.inventory;

/** A group of translations, to which agents belong; its name is unique. */
public record GroupRow(int idx, String name, Marks marks) implements Row {
    /** Where new agents are. */
    public static final int DEFAULT = 1;
}
