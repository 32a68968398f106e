package io.puypuy.api;

import java.util.Objects;

/**
 * Something that happened, for backends that take more than numbers (OddEye's special events): an alert that was raised
 * or ended, a check that fails, a heart beat. Immutable.
 *
 * @param name of the alert or check, such as {@code Disk-Usage-rootfs}
 * @param tags beside those of the origin
 * @param timestampMillis when it happened; milliseconds since 1970
 * @param value finite; for alerts the code of the level
 * @param status {@code OK}, {@code WARNING} or {@code ERROR}
 * @param message one sentence for people
 * @param reaction -3 to 3, as OddEye understands it
 */
public record Event(
        String name,
        Origin origin,
        Tags tags,
        long timestampMillis,
        double value,
        Alert.Level status,
        String message,
        int reaction) {
    public Event {
        Objects.requireNonNull(status);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("event " + name + ": " + value + " is not a finite number");
        }
    }

    @Override
    public String toString() {
        return name + tags + " " + status + " " + value + " @" + timestampMillis + " " + message;
    }
}
