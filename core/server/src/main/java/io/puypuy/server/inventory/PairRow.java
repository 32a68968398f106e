package io.puypuy.server.inventory;

/**
 * A key with a value; unique together. Either metadata ({@code <program>_<key>}), or {@code pattoo_key} with a datapoint's
 * key ({@code <program>_<key>}) as the value.
 */
public record PairRow(int idx, String key, String value, Marks marks) implements Row {
    /** Key of the pair that holds a datapoint's own key. */
    public static final String DATAPOINT_KEY = "pattoo_key";
}
