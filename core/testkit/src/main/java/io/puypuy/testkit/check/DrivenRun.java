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
import io.puypuy.engine.schedule.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one run reports. */
final class DrivenRun implements CheckRun {
    private static final Origin ORIGIN = new Origin("host", "", "", "");

    private final Instant time;
    private final KernelFiles files;
    private final Programs programs;
    private final Rates rates;
    private final List<DataPoint> points = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private String nothing = "";

    DrivenRun(Instant time, KernelFiles files, Programs programs, Rates rates) {
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
        add(DataPoint.of(new Series(metric, ORIGIN, tags), time.toEpochMilli(), value));
    }

    @Override
    public void add(Metric metric, double value, Tags tags) {
        add(DataPoint.of(new Series(metric, ORIGIN, tags), time.toEpochMilli(), value));
    }

    private void add(DataPoint point) {
        if (point.series().metric().style() == Style.STACK) {
            points.add(point);
        } else {
            rates.rate(point)
                    .ifPresent(rate -> points.add(DataPoint.of(point.series(), point.timestampMillis(), rate)));
        }
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
