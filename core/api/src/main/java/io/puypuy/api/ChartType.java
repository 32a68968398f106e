package io.puypuy.api;

/** How a metric wants to be understood by OddEye and shown on a chart; the names are OddEye's. */
public enum ChartType {
    NONE("None"),
    RATE("Rate"),
    COUNTER("Counter"),
    PERCENT("Percent");

    private final String wireName;

    ChartType(String wireName) {
        this.wireName = wireName;
    }

    /** The word that OddEye expects. */
    public String wireName() {
        return wireName;
    }
}
