package io.puypuy.engine.spool;

/**
 * How much may wait for one backend.
 *
 * @param files most spool files, {@code max_cache}; at least 1
 * @param bytes most bytes of them together, {@code max_cache_bytes}; a single batch is kept even if it is larger
 * @param memoryBytes most encoded bytes kept in memory while the disk takes none
 * @param rejectedBytes most bytes of {@code rejected/}
 */
public record SpoolBounds(int files, long bytes, long memoryBytes, long rejectedBytes) {
    private static final long ALL_MEMORY_BYTES = 32 << 20;

    public SpoolBounds {
        if (files < 1 || bytes < 1 || memoryBytes < 1 || rejectedBytes < 1) {
            throw new IllegalArgumentException("a spool holds at least one file and one byte");
        }
    }

    /**
     * One of several: 32 MiB of memory are for all of them together, because that is what the daemon's heap can spare.
     *
     * @param spools how many there are, at least 1
     */
    public SpoolBounds oneOf(int spools) {
        return new SpoolBounds(files, bytes, Math.min(memoryBytes, ALL_MEMORY_BYTES / spools), rejectedBytes);
    }

    /** With the usual bounds of memory (8 MiB) and of {@code rejected/} (8 MiB). */
    public static SpoolBounds of(int files, long bytes) {
        return new SpoolBounds(files, bytes, 8 << 20, 8 << 20);
    }
}
