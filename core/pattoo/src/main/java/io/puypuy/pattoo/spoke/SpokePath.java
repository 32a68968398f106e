package io.puypuy.pattoo.spoke;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a document, with the interval that the one who asks polls at: {@code /pattoo-agent-os/300}, any number of
 * digits, and nothing behind them. {@code /pattoo-os} is what it was before pattoo asked for an interval ("pattoo Agents",
 * chapter 1).
 */
final class SpokePath {
    static final String NAME = "pattoo-agent-os";
    static final String OLD = "/pattoo-os";

    private static final Pattern WITH_INTERVAL = Pattern.compile("/" + NAME + "/0*([0-9]+)");
    // The document has the interval in milliseconds, in 64 bits.
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1000;
    private static final int MAX_DIGITS = Long.toString(MAX_SECONDS).length();

    private SpokePath() {}

    /** The interval in milliseconds; empty if there is nothing at this path. */
    static Optional<Long> intervalMillis(String path, long defaultMillis) {
        if (path.equals(OLD)) {
            return Optional.of(defaultMillis);
        }
        Matcher found = WITH_INTERVAL.matcher(path);
        if (!found.matches() || found.group(1).length() > MAX_DIGITS) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(found.group(1));
        return seconds <= MAX_SECONDS ? Optional.of(seconds * 1000) : Optional.empty();
    }
}
