package io.puypuy.app.cli;

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

    /** {@code 12 ms}, {@code 1.2 s}, {@code 3 min}, {@code 2 h 5 min} or {@code 3 d 4 h}. */
    static String shortly(Duration time) {
        if (time.toMillis() < 1000) {
            return Math.max(0, time.toMillis()) + " ms";
        }
        if (time.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        if (time.toSeconds() < 120) {
            return time.toSeconds() + " s";
        }
        if (time.toMinutes() < 60) {
            return time.toMinutes() + " min";
        }
        return time.toHours() < 48
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }

    /** {@code 2026-01-31 12:00:00} in the machine's zone. */
    static String local(long millis) {
        return LOCAL.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 12 s ago}, or {@code never} for 0. */
    static String ago(long millis, long nowMillis) {
        return millis == 0 ? "never" : shortly(Duration.ofMillis(nowMillis - millis)) + " ago";
    }
}
