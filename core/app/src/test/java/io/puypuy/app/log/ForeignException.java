package io.puypuy.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;

/** What was thrown with a text from elsewhere that looks like a line of a log. */
final class ForeignException {
    private ForeignException() {}

    static void assertIndented(LineFormat format) {
        Throwable thrown = new IllegalStateException(
                "got \"a\n2026-01-31 12:00:00 forged\"", new IOException("\u001b[31m\u009b31m\rb\n2026-01-31 forged"));
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("io.puypuy.Any"), Level.WARN, "failed", thrown, new Object[0]);

        assertThat(format.format(event).lines().skip(1))
                .anyMatch(line -> line.contains("java.lang.IllegalStateException: got"))
                .anyMatch(line -> line.contains("Caused by: java.io.IOException"))
                .anyMatch(line -> line.contains("2026-01-31 forged"))
                .allSatisfy(line -> assertThat(line).startsWith("  "))
                .noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }
}
