package io.puypuy.pattoo.settings;

import io.puypuy.http.Listening;
import java.util.Optional;

/**
 * What the spoke needs.
 *
 * @param listening address, port and TLS
 * @param apiKey what a request must bring; empty for everybody, as pattoo's own hub wants it
 */
public record SpokeSettings(AgentSettings agent, Listening listening, Optional<String> apiKey) {
    /** Without the key. */
    @Override
    public String toString() {
        return "SpokeSettings[" + agent + ", " + listening + "]";
    }
}
