package io.puypuy.api.sql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one connection may take, in all. Handed to the driver as a text, which is all that it passes on to a socket factory.
 *
 * @param deadlineNanos by {@link System#nanoTime}
 * @param maxBytes most bytes that are read
 * @param unixSocket path of the socket to connect to, whatever address is said; TCP if empty
 */
public record Bounds(long deadlineNanos, long maxBytes, String unixSocket) {
    public static Bounds of(Duration timeout, long maxBytes, String unixSocket) {
        return new Bounds(System.nanoTime() + timeout.toNanos(), maxBytes, unixSocket);
    }

    public static Bounds parse(String text) {
        String[] parts = text.split(" ", 3);
        return new Bounds(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    /** Milliseconds until the deadline, rounded up; zero or less if it is over. */
    public long millisLeft() {
        return TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime() + 999_999);
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return deadlineNanos + " " + maxBytes + " " + unixSocket;
    }
}
