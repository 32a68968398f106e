package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Metric;
import io.puypuy.api.NumberType;
import io.puypuy.api.Series;
import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run, as the check sees it: makes points of what it reports. Only the thread that made it may report. */
final class OneRun implements CheckRun {
    private final CheckState state;
    private final CheckContext context;
    private final Instant time;
    private final long millis;
    private final Consumer<DataPoint> points;
    private final RunReport report = new RunReport();
    private final Thread owner = Thread.currentThread();
    private final long number;
    private boolean readsFiles;
    private boolean readsElsewhere;
    // Read by threads that a check has leaked.
    private volatile boolean ended;

    OneRun(CheckState state, Instant time, Consumer<DataPoint> points) {
        this.state = state;
        this.context = state.context;
        this.time = time;
        this.millis = time.toEpochMilli();
        this.points = points;
        this.number = state.nextRun(millis);
    }

    /** Refuses what comes from now on. */
    RunReport end() {
        ended = true;
        return report;
    }

    /** Whether all it read is files of the kernel, whose faults no setting cures. */
    boolean readOnlyFiles() {
        return readsFiles && !readsElsewhere;
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public void add(Metric metric, long value, Tags tags) {
        Series series = accept(metric, tags);
        if (series == null) {
            return;
        }
        if (metric.style() == Style.RATE) {
            send(series, state.rates.rate(series, millis, value));
        } else {
            points.accept(DataPoint.of(series, millis, value));
        }
    }

    @Override
    public void add(Metric metric, double value, Tags tags) {
        if (metric.numberType() == NumberType.INTEGER) {
            throw new IllegalArgumentException("metric " + metric.name() + " has whole numbers, not " + value);
        }
        requireRunning();
        if (!Double.isFinite(value)) {
            report.reported();
            context.counters().addNotFinite();
            return;
        }
        Series series = accept(metric, tags);
        if (series == null) {
            return;
        }
        if (metric.style() == Style.RATE) {
            send(series, state.rates.rate(series, millis, value));
        } else {
            points.accept(DataPoint.of(series, millis, value));
        }
    }

    private void send(Series series, OptionalDouble rate) {
        if (rate.isPresent()) {
            points.accept(DataPoint.of(series, millis, rate.getAsDouble()));
        }
    }

    /** The series to send under; null if the value is refused. */
    private @Nullable Series accept(Metric metric, Tags tags) {
        requireRunning();
        report.reported();
        SeriesCache.Entry entry = state.series.find(metric, tags);
        if (entry == null) {
            String refusal = context.names().claim(metric, state, state.name);
            if (!refusal.isEmpty()) {
                refuse(refusal);
                return null;
            }
            entry = state.series.add(metric, tags, number);
            if (entry == null) {
                refuse("metric " + metric.name() + tags + " left out: more than " + CheckState.MAX_SERIES
                        + " series in one run");
                return null;
            }
        }
        if (!entry.use(number, millis)) {
            refuse("metric " + metric.name() + tags + " reported twice in one run");
            return null;
        }
        return entry.series;
    }

    private void refuse(String message) {
        context.counters().addRefused();
        report.fault(message);
    }

    private void requireRunning() {
        if (ended || Thread.currentThread() != owner) {
            context.counters().addRefused();
            throw new IllegalStateException(
                    state.name + " reports " + (ended ? "after its run has ended" : "from another thread"));
        }
    }

    @Override
    public void alert(Alert alert) {
        requireRunning();
        report.reported();
        if (!state.alerts.hasRoomFor(alert.name())) {
            refuse("alert " + alert.name() + " left out: more than " + AlertStates.MAX_ALERTS + " alerts");
            return;
        }
        Alert complete = AlertStates.withReaction(alert, context.errorHandler());
        if (state.alerts.changes(complete, millis)) {
            context.alerts().changed(state.name, state.target, complete, millis);
        }
    }

    @Override
    public void event(String name, Alert.Level status, double value, String message) {
        requireRunning();
        report.reported();
        Tags tags = Tags.of("target", state.target);
        context.alerts()
                .happened(new Event(
                        name, context.origin(), tags, millis, value, status, message, context.errorHandler()));
    }

    @Override
    public void nothingToReport(String reason) {
        requireRunning();
        report.nothing(reason);
    }

    @Override
    public void targetFailed(String target, Exception fault) {
        requireRunning();
        report.targetFailed(target, fault);
    }

    @Override
    public KernelFiles files() {
        readsFiles = true;
        return context.sources().files();
    }

    @Override
    public Http http() {
        readsElsewhere = true;
        return context.sources().http();
    }

    @Override
    public Sockets sockets() {
        readsElsewhere = true;
        return context.sources().sockets();
    }

    @Override
    public Programs programs() {
        readsElsewhere = true;
        return context.sources().programs();
    }

    @Override
    public Json json(String text) throws CheckException {
        return context.sources().json(text);
    }
}
