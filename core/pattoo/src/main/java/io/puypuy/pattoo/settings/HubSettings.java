package io.puypuy.pattoo.settings;

import io.puypuy.http.AllowedAddresses;
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
        Optional<Page> page) {
    public HubSettings {
        spokes = List.copyOf(spokes);
    }

    /**
     * Where the page is, and who may see it.
     *
     * @param apiKey what a request must bring
     * @param allowed who may ask; not everybody if the address is not a loopback one and there is no key
     */
    public record Page(Listening listening, Optional<String> apiKey, AllowedAddresses allowed) {
        public Page {
            if (!listening.address().isLoopbackAddress() && apiKey.isEmpty() && allowed.isEverybody()) {
                throw new IllegalArgumentException(
                        "others can reach " + listening.shown() + ", and all may see the page");
            }
        }

        /** Without the key. */
        @Override
        public String toString() {
            return "Page[" + listening + ", " + allowed + "]";
        }
    }

    /**
     * A spoke to poll.
     *
     * @param documents where its documents are, such as {@code http://10.0.0.7:5000/pattoo-agent-os}; a slash and the polling
     *     interval in seconds are added
     * @param apiKey what it asks for, if it does
     * @param tlsVerify whether its certificate and name must be right
     * @param caFile certificates (PEM) to trust beside the system's
     */
    public record Spoke(URI documents, Optional<String> apiKey, boolean tlsVerify, Optional<Path> caFile) {
        /** Its address, without the key. */
        @Override
        public String toString() {
            return documents.toString();
        }
    }
}
