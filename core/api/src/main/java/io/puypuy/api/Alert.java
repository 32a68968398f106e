package io.puypuy.api;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The state of something that has thresholds (PuyPuy's send_special). A check reports the state at every run, the core
 * passes on its changes.
 *
 * @param name tells alerts of one host apart, such as {@code Disk-Usage-rootfs}
 * @param message one sentence for people; begins with the level's name
 * @param reaction as in {@link Metric#reaction()}; empty means minus {@code error_handler} of {@code [SelfConfig]}
 */
public record Alert(String name, Level level, String message, OptionalInt reaction) {
    /** How bad it is, with the numbers that PuyPuy sends. */
    public enum Level {
        OK(0),
        WARNING(8),
        ERROR(16);

        private final int code;

        Level(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    public Alert {
        Objects.requireNonNull(level);
        if (name.isBlank()) {
            throw new IllegalArgumentException("an alert has a name");
        }
    }

    /** An alert with the reaction of {@code [SelfConfig]}; the level's name is put before the message. */
    public static Alert of(String name, Level level, String message) {
        return new Alert(name, level, level + ": " + message, OptionalInt.empty());
    }
}
