package io.puypuy.app.log;

import ch.qos.logback.classic.Level;
import io.puypuy.engine.settings.SelfConfig;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * A log file.
 *
 * @param rotateSeconds a new file begins after so many seconds
 * @param backups how many old files are kept
 */
public record LogTarget(Path file, Level level, long rotateSeconds, int backups, LineFormat format) {
    private static final long DAY_SECONDS = 24 * 3600;
    private static final int WEEK = 7;

    static LogTarget of(SelfConfig.Log settings) {
        return new LogTarget(
                settings.file(),
                settings.debug() ? Level.DEBUG : Level.INFO,
                settings.rotateSeconds(),
                settings.backups(),
                new LineLayout(ZoneId.systemDefault()));
    }

    /** The log of pattoo's agents: a file a day, of which a week is kept. */
    public static LogTarget ofAgent(Path file, Level level, PattooLayout format) {
        return new LogTarget(file, level, DAY_SECONDS, WEEK, format);
    }
}
