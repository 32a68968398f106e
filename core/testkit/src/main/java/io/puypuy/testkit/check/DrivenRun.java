package io.puypuy.testkit.check;

import io.puypuy.api.Alert;
import io.puypuy.api.CheckRun;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Series;
import io.puypuy.api.Style;
import io.puypuy.api.Tags;
import io.puypuy.api.read.Http;
import io.puypuy.api.read.Json;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.api.read.Sockets;
import io.puypuy.engine.rate.RateCalculator;
import io.puypuy.engine.schedule.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Gathers what one run reports. */
final class DrivenRun implements CheckRun {
    private static final Origin ORIGIN = new Origin("host", "", "", "");

    private final Instant time;
    private final KernelFiles files;
    private final Programs programs;
    private final RateCalculator rates;
    private final List<DataPoint> points = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private String nothing = "";

    DrivenRun(Instant time, KernelFiles files, Programs programs, RateCalculator rates) {
        this.time = time;
        this.files = files;
        this.programs = programs;
        this.rates = rates;
    }

    List<DataPoint> points() {
        return points;
    }

    List<Alert> alerts() {
        return alerts;
    }

    void failed(String message) {
        faults.add(message);
    }

    Job.Outcome outcome() {
        if (!faults.isEmpty()) {
            return Job.Outcome.failed(String.join("; ", faults));
        }
        return nothing.isEmpty() ? Job.Outcome.OK : Job.Outcome.nothing(nothing);
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public void add(Metric metric, long value, Tags tags) {
        Series series = new Series(metric, ORIGIN, tags);
        if (metric.style() == Style.STACK) {
            points.add(DataPoint.of(series, time.toEpochMilli(), value));
        } else {
            addRate(series, rates.rate(series, time.toEpochMilli(), value));
        }
    }

    @Override
    public void add(Metric metric, double value, Tags tags) {
        Series series = new Series(metric, ORIGIN, tags);
        if (metric.style() == Style.STACK) {
            points.add(DataPoint.of(series, time.toEpochMilli(), value));
        } else {
            addRate(series, rates.rate(series, time.toEpochMilli(), value));
        }
    }

    private void addRate(Series series, OptionalDouble rate) {
        rate.ifPresent(value -> points.add(DataPoint.of(series, time.toEpochMilli(), value)));
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void nothingToReport(String reason) {
        nothing = reason;
    }

    @Override
    public void targetFailed(String target, Exception fault) {
        faults.add(target + ": " + fault.getMessage());
    }

    @Override
    public KernelFiles files() {
        return files;
    }

    @Override
    public Programs programs() {
        return programs;
    }

    @Override
    public Http http() {
        throw new UnsupportedOperationException("no HTTP yet");
    }

    @Override
    public Sockets sockets() {
        throw new UnsupportedOperationException("no sockets yet");
    }

    @Override
    public Json json(String text) {
        throw new UnsupportedOperationException("no JSON yet");
    }
}
