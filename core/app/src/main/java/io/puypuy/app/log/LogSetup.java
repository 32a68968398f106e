package io.puypuy.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.puypuy.engine.settings.SelfConfig;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go. Until {@link #to} is called, and in the command line for ever: warnings to standard error. Logback
 * finds this class by its service file and then looks for no XML.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Bounds the disk that a fault which logs without end can take. */
    private static final long MAX_BYTES = 64L << 20;

    // Libraries that tell at info level what only their authors need.
    private static final String[] QUIET = {"io.javalin", "org.eclipse.jetty", "org.pf4j", "io.questdb", "okhttp3"};

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        install(
                context,
                new LineAppender(new LineLayout(ZoneId.systemDefault()), null, System.err, System.err),
                Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * Sends the log to its file from now on. Never fails: a file that cannot be written is complained about on standard
     * error, and the daemon goes on. May be called again with other settings.
     *
     * @param foreground whether the log goes to standard error too
     */
    public static void to(SelfConfig.Log settings, boolean foreground) {
        to(LogTarget.of(settings), foreground);
    }

    /**
     * The same for a file of any kind.
     *
     * @param foreground whether the log goes to standard error too
     */
    public static void to(LogTarget target, boolean foreground) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            RotatingFile file = new RotatingFile(
                    target.file(), target.rotateSeconds(), target.backups(), MAX_BYTES, Clock.systemUTC());
            @Nullable PrintStream terminal = foreground ? System.err : null;
            install(context, new LineAppender(target.format(), file, terminal, System.err), target.level());
        }
    }

    /** Writes what is left and closes the file; later lines are lost. */
    public static void close() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    private static void install(LoggerContext context, LineAppender appender, Level level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
        root.setLevel(level);
        for (String library : QUIET) {
            context.getLogger(library).setLevel(Level.WARN);
        }
        // What it says is thrown too, and then said in words that help.
        context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
    }
}
