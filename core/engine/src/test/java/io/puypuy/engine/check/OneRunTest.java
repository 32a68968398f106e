package io.puypuy.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.Alert;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.api.Tags;
import io.puypuy.engine.schedule.Job.Outcome;
import io.puypuy.engine.status.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OneRunTest {
    private static final Metric USED = Metric.integer("mem_used", "bytes");
    private static final Metric LOAD = Metric.floating("load", "");
    private static final Metric SENT = Metric.rate("net_sent", "bytes/s");
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final long HOUR = 3_600_000;

    private final MetricNames names = new MetricNames();
    private final CheckCounters counters = new CheckCounters();
    private final RecordingAlerts alerts = new RecordingAlerts();
    private final List<DataPoint> points = new ArrayList<>();
    private final CheckState state = state("check_test", "");

    private CheckState state(String name, String target) {
        Sources sources = NoSources.make();
        Origin origin = new Origin("here", "cluster", "group", "");
        CheckContext context = new CheckContext(origin, PERIOD, PERIOD, 3, sources, names, counters, alerts);
        return new CheckState(name, target, context, PERIOD);
    }

    private Outcome run(CheckState of, long millis, Consumer<CheckRun> check) {
        points.clear();
        OneRun run = new OneRun(of, Instant.ofEpochMilli(millis), points::add);
        check.accept(run);
        Outcome outcome = run.end().outcome();
        of.tidy(millis, outcome.state() != JobStatus.State.FAILED);
        return outcome;
    }

    private Outcome run(long millis, Consumer<CheckRun> check) {
        return run(state, millis, check);
    }

    @Test
    void pointsHaveTimeAndOrigin() {
        assertThat(run(1000, run -> run.add(USED, 5, Tags.of("slot", "1")))).isEqualTo(Outcome.OK);

        assertThat(points).singleElement().satisfies(point -> {
            assertThat(point.timestampMillis()).isEqualTo(1000);
            assertThat(point.integer()).isEqualTo(5);
            assertThat(point.series().origin().host()).isEqualTo("here");
            assertThat(point.series().tags()).isEqualTo(Tags.of("slot", "1"));
        });
    }

    @Test
    void seriesIsOneObjectFromRunToRun() {
        run(1000, run -> run.add(USED, 5, Tags.of("slot", "1")));
        Object first = points.get(0).series();
        run(2000, run -> run.add(USED, 5, Tags.of("slot", "1")));
        assertThat(points.get(0).series()).isSameAs(first);
    }

    @Test
    void hostTagReplacesTheHost() {
        run(1000, run -> run.add(USED, 5, Tags.of("host", "other").and("slot", "1")));
        assertThat(points.get(0).series().origin().host()).isEqualTo("other");
        assertThat(points.get(0).series().origin().cluster()).isEqualTo("cluster");
        assertThat(points.get(0).series().tags()).isEqualTo(Tags.of("slot", "1"));
    }

    @Test
    void hostTagOfThisMachineIsTheSameSeries() {
        Outcome outcome = run(1000, run -> {
            run.add(USED, 5);
            run.add(USED, 6, Tags.of("host", "here"));
        });
        assertThat(points).hasSize(1);
        assertThat(outcome).isEqualTo(Outcome.failed("metric mem_used{host=here} reported twice in one run"));
    }

    @Test
    void labelBecomesTheTagTarget() {
        run(state("check_test", "second"), 1000, run -> run.add(USED, 5, Tags.of("slot", "1")));
        assertThat(points.get(0).series().tags())
                .isEqualTo(Tags.of("target", "second").and("slot", "1"));
    }

    @Test
    void totalsBecomeRatesWithoutAFirstOne() {
        assertThat(run(10_000, run -> run.add(SENT, 1000))).isEqualTo(Outcome.OK);
        assertThat(points).isEmpty();
        run(20_000, run -> run.add(SENT, 1500.0));
        assertThat(points).singleElement().satisfies(point -> assertThat(point.floating())
                .isEqualTo(50.0));
        run(30_000, run -> run.add(SENT, 3));
        assertThat(points).isEmpty();
        assertThat(counters.resets()).isEqualTo(1);
    }

    @Test
    void wholeNumberOfFloatingMetricIsFloating() {
        run(1000, run -> run.add(LOAD, 2));
        assertThat(points.get(0).floating()).isEqualTo(2.0);
    }

    @Test
    void floatingNumberOfWholeMetricIsAMistakeOfTheCheck() {
        run(1000, run -> assertThatThrownBy(() -> run.add(USED, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metric mem_used has whole numbers, not 1.5"));
    }

    @Test
    void valuesThatAreNotFiniteAreDroppedAndCounted() {
        Outcome outcome = run(1000, run -> {
            run.add(LOAD, Double.NaN);
            run.add(SENT, Double.POSITIVE_INFINITY);
        });
        assertThat(outcome).isEqualTo(Outcome.OK);
        assertThat(points).isEmpty();
        assertThat(counters.notFinite()).isEqualTo(2);
    }

    @Test
    void secondValueOfASeriesIsRefused() {
        Outcome outcome = run(1000, run -> {
            run.add(USED, 1, Tags.of("a", "1").and("b", "2"));
            run.add(USED, 2, Tags.of("b", "2").and("a", "1"));
        });
        assertThat(points).extracting(DataPoint::integer).containsExactly(1L);
        assertThat(outcome).isEqualTo(Outcome.failed("metric mem_used{b=2, a=1} reported twice in one run"));
        assertThat(counters.refused()).isEqualTo(1);
    }

    @Test
    void nameThatAnotherCheckHasWithOtherNumbersIsRefused() {
        CheckState other = state("check_other", "");
        run(other, 1000, run -> run.add(USED, 1));
        Metric floating = Metric.floating("mem_used", "bytes");

        Outcome outcome = run(1000, run -> run.add(floating, 1));
        assertThat(outcome)
                .isEqualTo(Outcome.failed("metric mem_used is a floating number here and a whole number in check_other;"
                        + " give it another name"));
        assertThat(points).isEmpty();

        other.release();
        assertThat(run(2000, run -> run.add(floating, 1))).isEqualTo(Outcome.OK);
    }

    @Test
    void tooManySeriesAreRefusedAndCounted() {
        Outcome outcome = run(1000, run -> {
            for (int i = 0; i < CheckState.MAX_SERIES + 10; i++) {
                run.add(USED, i, Tags.of("n", "" + i));
            }
        });
        assertThat(points).hasSize(CheckState.MAX_SERIES);
        assertThat(counters.refused()).isEqualTo(10);
        assertThat(outcome.message())
                .startsWith("metric mem_used{n=50000} left out: more than 50000 series in one run; ")
                .endsWith("; and 5 more");

        assertThat(run(2000, run -> run.add(USED, 1, Tags.of("new", "one")))).isEqualTo(Outcome.OK);
        assertThat(state.series.size()).isEqualTo(1);
    }

    @Test
    void unusedSeriesAreForgottenAfterAnHour() {
        run(1000, run -> {
            run.add(USED, 1, Tags.of("disk", "gone"));
            run.add(USED, 1, Tags.of("disk", "stays"));
        });
        run(HOUR / 2, run -> run.add(USED, 1, Tags.of("disk", "stays")));
        assertThat(state.series.size()).isEqualTo(2);
        run(HOUR + 2000, run -> run.add(USED, 1, Tags.of("disk", "stays")));
        assertThat(state.series.size()).isEqualTo(1);
    }

    @Test
    void onlyChangesOfAlertsArePassedOn() {
        Alert ok = Alert.of("Memory", Alert.Level.OK, "10 percent");
        Alert high = Alert.of("Memory", Alert.Level.WARNING, "90 percent");
        run(1000, run -> run.alert(ok));
        assertThat(alerts.alerts).isEmpty();
        run(2000, run -> run.alert(high));
        run(3000, run -> run.alert(high));
        run(4000, run -> run.alert(ok));
        assertThat(alerts.alerts).extracting(Alert::level).containsExactly(Alert.Level.WARNING, Alert.Level.OK);
        assertThat(alerts.alerts).extracting(Alert::reaction).containsOnly(OptionalInt.of(-3));
    }

    @Test
    void ownReactionOfAnAlertStays() {
        run(1000, run -> run.alert(new Alert("Disk", Alert.Level.ERROR, "ERROR: full", OptionalInt.of(0))));
        assertThat(alerts.alerts).extracting(Alert::reaction).containsExactly(OptionalInt.of(0));
    }

    @Test
    void alertThatTheJobBeforeHasRaisedIsTakenOver() {
        alerts.raised.add(Alert.of("Disk", Alert.Level.ERROR, "full"));
        run(1000, run -> run.alert(Alert.of("Disk", Alert.Level.ERROR, "full")));
        assertThat(alerts.alerts).isEmpty();
        run(2000, run -> run.alert(Alert.of("Disk", Alert.Level.OK, "half full")));
        assertThat(alerts.alerts).extracting(Alert::message).containsExactly("OK: half full");
    }

    @Test
    void alertThatTheJobBeforeHasRaisedEndsIfItIsNotReportedAnyMore() {
        alerts.raised.add(Alert.of("Disk", Alert.Level.ERROR, "full"));
        run(1000, run -> run.add(USED, 1));
        assertThat(alerts.alerts).isEmpty();
        run(1001 + HOUR, run -> run.add(USED, 1));
        assertThat(alerts.alerts)
                .extracting(Alert::message)
                .containsExactly("OK: check_test does not report it any more");
    }

    @Test
    void alertThatIsNotReportedAnyMoreEnds() {
        run(1000, run -> run.alert(Alert.of("Disk", Alert.Level.ERROR, "full")));
        run(2 * HOUR, run -> run.targetFailed("disks", new CheckException("not read")));
        assertThat(alerts.alerts).hasSize(1);
        run(2 * HOUR + 10_000, run -> run.add(USED, 1));
        assertThat(alerts.alerts)
                .last()
                .isEqualTo(new Alert(
                        "Disk", Alert.Level.OK, "OK: check_test does not report it any more", OptionalInt.of(-3)));
    }

    @Test
    void failedTargetsFailTheRunAndKeepThePoints() {
        Outcome outcome = run(1000, run -> {
            run.add(USED, 1);
            run.targetFailed("/dev/sda", new CheckException("no such device"));
            run.targetFailed("/dev/sdb", new IllegalStateException());
        });
        assertThat(points).hasSize(1);
        assertThat(outcome)
                .isEqualTo(Outcome.failed("/dev/sda: no such device; /dev/sdb: java.lang.IllegalStateException"));
    }

    @Test
    void nothingToReportIsNoFailure() {
        assertThat(run(1000, run -> run.nothingToReport("no pressure information")))
                .isEqualTo(Outcome.nothing("no pressure information"));
        assertThat(run(2000, run -> {})).isEqualTo(Outcome.nothing("the check reported nothing"));
    }

    @Test
    void lateReportsAreRefusedAndCounted() {
        List<CheckRun> kept = new ArrayList<>();
        run(1000, kept::add);
        assertThatThrownBy(() -> kept.get(0).add(USED, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("check_test reports after its run has ended");
        assertThat(points).isEmpty();
        assertThat(counters.refused()).isEqualTo(1);
    }

    @Test
    void reportsOfOtherThreadsAreRefused() {
        List<Throwable> thrown = new ArrayList<>();
        run(1000, run -> {
            Thread leaked = new Thread(() -> run.add(USED, 1));
            leaked.setUncaughtExceptionHandler((thread, fault) -> thrown.add(fault));
            leaked.start();
            try {
                leaked.join();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        assertThat(points).isEmpty();
        assertThat(thrown).singleElement().asString().contains("check_test reports from another thread");
    }
}
