package io.puypuy.server.inventory;

/**
 * What every row has; rows of one second share one object.
 *
 * @param enabled false for what was "deleted"
 * @param createdSeconds since 1970
 * @param modifiedSeconds since 1970
 */
public record Marks(boolean enabled, long createdSeconds, long modifiedSeconds) {
    /** These, after a change at a time. */
    Marks changed(boolean nowEnabled, long nowSeconds) {
        return new Marks(nowEnabled, createdSeconds, nowSeconds);
    }
}
