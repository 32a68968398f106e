package io.puypuy.api.backend;

/**
 * What one request may hold.
 *
 * @param points at least 1
 * @param bytes of encoded points, at least 1; a single point that is larger is refused by the core
 */
public record Limits(int points, int bytes) {
    public Limits {
        if (points < 1 || bytes < 1) {
            throw new IllegalArgumentException("a request holds at least one point and one byte");
        }
    }
}
