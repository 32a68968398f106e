package io.puypuy.pattoo.settings;

import io.puypuy.http.Listening;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the hub needs.
 *
 * @param spokes in the order of the file, each once
 * @param concurrency most spokes that are asked at a time
 * @param spokeTimeout for a spoke's whole answer
 * @param maxReplyBytes a larger answer is refused
 * @param page where {@code /metrics} and the status page are; empty for nowhere
 */
public record HubSettings(
        AgentSettings agent,
        List<Spoke> spokes,
        int concurrency,
        Duration spokeTimeout,
        int maxReplyBytes,
        Optional<Listening> page) {
    public HubSettings {
        spokes = List.copyOf(spokes);
    }

    /**
     * A spoke to poll.
     *
     * @param address scheme, host and port
     * @param apiKey what it asks for, if it does
     */
    public record Spoke(URI address, Optional<String> apiKey, boolean tlsVerify, Optional<Path> caFile) {
        /** Its address. */
        @Override
        public String toString() {
            return address.toString();
        }
    }
}
