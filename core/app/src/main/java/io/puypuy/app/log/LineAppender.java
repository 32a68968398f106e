package io.puypuy.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Writes lines to the log file, to a terminal, or to both. Logback calls it from any thread, one at a time. */
final class LineAppender extends AppenderBase<ILoggingEvent> {
    private final LineFormat format;
    private final @Nullable RotatingFile file;
    private final @Nullable PrintStream terminal;
    private final PrintStream complaints;

    /**
     * An appender.
     *
     * @param format of all lines
     * @param file null for none
     * @param terminal null for none
     * @param complaints is told once when the file cannot be written
     */
    LineAppender(
            LineFormat format, @Nullable RotatingFile file, @Nullable PrintStream terminal, PrintStream complaints) {
        this.format = format;
        this.file = file;
        this.terminal = terminal;
        this.complaints = complaints;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = format.format(event);
        if (terminal != null) {
            terminal.print(line);
            terminal.flush();
        }
        if (file != null) {
            try {
                file.write(line);
            } catch (IOException unwritable) {
                complaints.println("the log file cannot be written and goes on when it can: " + unwritable);
            }
        }
    }

    @Override
    public void stop() {
        super.stop();
        if (file != null) {
            try {
                file.close();
            } catch (IOException full) {
                complaints.println("the log file cannot be closed: " + full);
            }
        }
    }
}
