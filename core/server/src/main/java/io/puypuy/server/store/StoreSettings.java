package io.puypuy.server.store;

import io.puypuy.api.Settings;
import java.nio.file.Path;

/**
 * Where the store lies and what it keeps.
 *
 * @param retentionDays days older than this are dropped, at least 1
 * @param maxBytes the oldest days are dropped while the files of all days are larger; lists of names and the journal do
 *     not count
 */
public record StoreSettings(Path folder, int retentionDays, long maxBytes) {
    public static final int DEFAULT_RETENTION_DAYS = 30;
    public static final long DEFAULT_MAX_BYTES = 10L << 30;

    /** Less would not hold the files that QuestDB begins with. */
    public static final long MIN_MAX_BYTES = 32L << 20;

    private static final int MAX_DAYS = 36_500;

    public StoreSettings {
        if (retentionDays < 1 || maxBytes < MIN_MAX_BYTES) {
            throw new IllegalArgumentException("a store keeps at least one day and " + MIN_MAX_BYTES + " bytes");
        }
    }

    /**
     * Reads its keys of the section {@code [Server]}.
     *
     * @param home folder in which relative paths begin
     */
    public static StoreSettings from(Settings settings, Path home) {
        return new StoreSettings(
                home.resolve(settings.text("path", "var/store")),
                (int) settings.integer("retention_days", DEFAULT_RETENTION_DAYS, 1, MAX_DAYS),
                settings.integer("max_store_bytes", DEFAULT_MAX_BYTES, MIN_MAX_BYTES, Long.MAX_VALUE));
    }
}
