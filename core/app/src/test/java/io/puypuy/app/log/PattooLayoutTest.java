package io.puypuy.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class PattooLayoutTest {
    private final PattooLayout layout = new PattooLayout(ZoneOffset.UTC, "pattoo");

    private String line(Level level, String message, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("io.puypuy.pattoo.hub.Hub"), level, message, null, arguments);
        event.setInstant(java.time.Instant.ofEpochMilli(1_600_000_000_123L));
        return layout.format(event);
    }

    @Test
    void looksLikePattoos() {
        assertThat(line(Level.INFO, "(1070S): Daemon {} started - PID file: {}", "x", "/y.pid"))
                .isEqualTo(
                        "2020-09-13 12:26:40,123 - pattoo_file - INFO - [pattoo] (1070S): Daemon x started - PID file:"
                                + " /y.pid\n");
    }

    @Test
    void messageWithoutACodeHasItsLogger() {
        assertThat(line(Level.WARN, "a spoke is down")).endsWith(" - WARNING - [pattoo] Hub: a spoke is down\n");
    }

    @Test
    void foreignTextStaysOneLine() {
        assertThat(line(Level.ERROR, "{}", "x\n2020 - pattoo_file"))
                .endsWith(" - ERROR - [pattoo] Hub: x|2020 - pattoo_file\n");
    }

    @Test
    void messageOfWhatWasThrownIsNoLogLine() {
        ForeignException.assertIndented(layout);
    }
}
