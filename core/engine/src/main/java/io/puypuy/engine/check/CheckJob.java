package io.puypuy.engine.check;

import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Settings;
import io.puypuy.engine.plugin.Background;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.plugin.PluginCode;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.settings.SectionSettings;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of a check with its section. */
public final class CheckJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(CheckJob.class);
    private static final long MAX_PERIOD_SECONDS = 86_400;
    private static final long MAX_TIMEOUT_SECONDS = 3_600;

    private final PluginCode code;
    private final Check check;
    private final Duration period;
    private final Duration timeout;
    private final CheckState state;
    // Where its settings are.
    private final String place;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Reads the settings that every check has; faults stay in the settings. The check is the job's from now on.
     *
     * @param code where the check is from; in use until the job is closed
     */
    public CheckJob(PluginCode code, Check check, Settings settings, CheckContext context) {
        this.code = code;
        this.check = check;
        this.period = period(settings, context.period());
        this.timeout = settings.has("check_timeout_seconds")
                ? Duration.ofSeconds(settings.integer("check_timeout_seconds", 1, 1, MAX_TIMEOUT_SECONDS))
                : context.timeout();
        this.state = new CheckState(code.name(), settings.label().orElse(""), context, period);
        this.place = settings instanceof SectionSettings known ? known.place() : "in [" + settings.section() + "]";
        code.use();
    }

    /** Lets the check read its settings; faults stay in them. */
    public void configure(Settings settings) {
        withClassesOfCheck(() -> {
            check.configure(settings);
            return null;
        });
    }

    private static Duration period(Settings settings, Duration base) {
        String key = "check_period_seconds";
        if (!settings.has(key)) {
            return base;
        }
        Duration period = Duration.ofSeconds(settings.integer(key, base.toSeconds(), 1, MAX_PERIOD_SECONDS));
        if (period.toMillis() % base.toMillis() == 0) {
            return period;
        }
        String wrong = "not a multiple of the period of [SelfConfig], " + DurationText.exactly(base);
        settings.fault(key, wrong, "write a multiple of it");
        return base;
    }

    @Override
    public JobStatus.Kind kind() {
        return JobStatus.Kind.CHECK;
    }

    @Override
    public String name() {
        return state.name;
    }

    @Override
    public String target() {
        return state.target;
    }

    @Override
    public Duration period() {
        return period;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    /** Where the check is from. */
    PluginCode code() {
        return code;
    }

    CheckContext context() {
        return state.context;
    }

    @Override
    public Outcome run(Instant time, Consumer<DataPoint> points) throws InterruptedException {
        OneRun run = new OneRun(state, time, points);
        Throwable thrown = withClassesOfCheck(() -> collect(run));
        RunReport report = run.end();
        if (thrown instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (thrown != null) {
            logForAuthors(thrown);
            report.failed(thrown);
        }
        Throwable unread = report.unread();
        if (unread != null && !run.readOnlyFiles()) {
            report.cure(Cure.of(unread, place));
        }
        Outcome outcome = report.outcome();
        state.tidy(time.toEpochMilli(), outcome.state() != JobStatus.State.FAILED);
        return outcome;
    }

    private void logForAuthors(Throwable thrown) {
        try {
            LOG.debug("{} {} failed", state.name, state.target, thrown);
        } catch (RuntimeException | Error hostile) {
            LOG.debug("{} {} failed; its {} cannot be printed", state.name, state.target, thrown.getClass());
        }
    }

    private @Nullable Throwable collect(OneRun run) {
        try {
            check.collect(run);
            return null;
        } catch (Throwable anything) {
            // Also Errors: a plugin that lacks a class or recurses without end costs its own run only.
            return anything;
        }
    }

    /** Libraries that look for classes by the thread's class loader find those of the plugin. */
    private <R> R withClassesOfCheck(Supplier<R> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(check.getClass().getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Closes the check, for one second at most, and lets go of its classes. Works twice. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            Background.call("close " + state.name, PluginLoader.LIMIT, () -> {
                check.close();
                return true;
            });
        } catch (TimeoutException hangs) {
            LOG.warn(
                    "{} {} is still closing after {} ms; left alone",
                    state.name,
                    state.target,
                    PluginLoader.LIMIT.toMillis());
        } catch (ExecutionException failed) {
            LOG.warn(
                    "{} {} did not close: {}",
                    state.name,
                    state.target,
                    Failure.phrase(failed.getCause() == null ? failed : failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            state.release();
            code.release();
        }
    }
}
