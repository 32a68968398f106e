package io.puypuy.engine.probe;

import java.time.Duration;

/**
 * One step on the way to a receiver, done or failed.
 *
 * @param words what was found; where it failed, a sentence with the setting to change and what came back
 */
public record Step(Kind kind, boolean ok, Duration took, String words) {
    /** The steps in their order; one that fails is the last. */
    public enum Kind {
        NAME("name resolved"),
        CONNECTION("connected"),
        TLS("TLS"),
        AUTHENTICATION("authenticated"),
        POINT("point accepted");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
