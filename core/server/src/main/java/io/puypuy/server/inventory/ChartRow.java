package io.puypuy.server.inventory;

/**
 * A chart.
 *
 * @param name empty for what is made for each datapoint
 * @param checksum unique where it is not empty
 */
public record ChartRow(int idx, String name, String checksum, Marks marks) implements Row {}
