package io.puypuy.app.cli;

import io.puypuy.engine.settings.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people. */
final class Times {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Times() {}

    /** {@code 2026-01-31 12:00:00} in the machine's zone. */
    static String local(long millis) {
        return LOCAL.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 12 s ago}, or {@code never} for 0. */
    static String ago(long millis, long nowMillis) {
        return millis == 0 ? "never" : DurationText.shortly(Duration.ofMillis(nowMillis - millis)) + " ago";
    }
}
