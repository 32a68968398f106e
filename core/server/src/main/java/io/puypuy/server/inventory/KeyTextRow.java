package io.puypuy.server.inventory;

/**
 * Text and unit of a key in a group and language, all three unique together.
 *
 * @param key {@code <program>_<key>}
 */
public record KeyTextRow(int idx, int group, int language, String key, String translation, String units, Marks marks)
        implements Row {}
