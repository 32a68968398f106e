package io.puypuy.server.inventory;

import java.util.List;

/**
 * A datapoint as people read it.
 *
 * @param programName the agent's program, translated
 * @param key as the agent sends it, without the program
 * @param name the key, translated; the key itself where there is no translation
 * @param unit of the value, or of the rate if the value is a counter; empty if nobody knows
 */
public record DatapointLabel(
        DatapointRow datapoint,
        AgentRow agent,
        String programName,
        String key,
        String name,
        String unit,
        List<Metadata> metadata) {

    public DatapointLabel {
        metadata = List.copyOf(metadata);
    }

    /**
     * An entry of metadata.
     *
     * @param key without the program
     * @param name the key, translated
     */
    public record Metadata(String key, String name, String value) {}
}
