package io.puypuy.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * pattoo's form of a log line: {@code 2026-01-31 12:00:00,123 - pattoo_file - INFO - [user] (1070S): text}. A message
 * without one of pattoo's codes has the name of its logger there.
 */
public final class PattooLayout implements LineFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    private final ZoneId zone;
    private final String user;

    public PattooLayout(ZoneId zone, String user) {
        this.zone = zone;
        this.user = user;
    }

    @Override
    public String format(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        String logger = event.getLoggerName();
        StringBuilder line = new StringBuilder(160);
        boolean hasCode = message.matches("\\(\\d{4}[SE]\\): (?s:.*)");
        String text = hasCode ? message : logger.substring(logger.lastIndexOf('.') + 1) + ": " + message;
        LineFormat.appendOneLine(
                line, line(Instant.ofEpochMilli(event.getTimeStamp()), "pattoo_file", level(event.getLevel()), text));
        line.append('\n');
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            LineFormat.appendThrown(line, thrown);
        }
        return line.toString();
    }

    /**
     * A line without its end.
     *
     * @param log pattoo's name of it: {@code pattoo_file} or {@code pattoo_console}
     */
    public String line(Instant time, String log, String level, String text) {
        return TIME.withZone(zone).format(time) + " - " + log + " - " + level + " - [" + user + "] " + text;
    }

    /** As Python names it. */
    private static String level(Level level) {
        return level.equals(Level.WARN) ? "WARNING" : level.toString();
    }
}
