package io.puypuy.server.inventory;

/** A datapoint in a chart; unique together. Both are numbers of rows. */
public record ChartDatapointRow(int idx, int datapoint, int chart, Marks marks) implements Row {}
