package io.puypuy.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/** How a line of a log looks. Used by one thread at a time. */
public interface LineFormat {
    /** One line with its end, then the lines of what was thrown, indented. */
    String format(ILoggingEvent event);

    /** A message of several lines as one, so that foreign text cannot look like a log line of ours. */
    static void appendOneLine(StringBuilder line, String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            line.append(c == '\n' ? '|' : Character.isISOControl(c) ? ' ' : c);
        }
    }

    /** What was thrown: its messages are foreign too, so each line is indented, as no line of ours is. */
    static void appendThrown(StringBuilder lines, IThrowableProxy thrown) {
        ThrowableProxyUtil.asString(thrown).lines().forEach(line -> {
            lines.append("  ");
            appendOneLine(lines, line);
            lines.append('\n');
        });
    }
}
