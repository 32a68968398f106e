package io.puypuy.engine.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Metric;
import io.puypuy.api.Origin;
import io.puypuy.engine.schedule.Schedule;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class OwnMetricsTest {
    private static final JobStatus JOB = new JobStatus(
            JobStatus.Kind.SCRIPT, "check_x.sh", "", JobStatus.State.FAILED, "exit code 3", 1, 250, 7, 70, 10, 3, 2, 1);
    private static final BackendStatus BACKEND = new BackendStatus(
            "default",
            "Embedded",
            BackendStatus.State.DELIVERING,
            "",
            new BackendStatus.Books(100, 80, 5, 5, 10, 4096, 2),
            8_000);

    private static final JobStatus LABELLED =
            new JobStatus(JobStatus.Kind.CHECK, "check_y", "second", JobStatus.State.OK, "", 1, 5, 7, 70, 10, 0, 0, 0);
    private static final Losses LOSSES = new Losses(6, 11, 12, 13, 14, 15);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `puypuy_.*$");

    private final OwnMetrics own = new OwnMetrics(new Origin("h", "c", "", ""));

    private List<DataPoint> points(long millis, List<JobStatus> jobs) {
        Schedule.Run run =
                new Schedule.Run(Instant.ofEpochMilli(millis), Duration.ofMillis(3), Duration.ofMillis(20), 4);
        return own.points(run, 42, LOSSES, status(jobs));
    }

    private static EngineStatus status(List<JobStatus> jobs) {
        Origin origin = new Origin("h", "c", "", "");
        IntakeStatus intake = new IntakeStatus("http://127.0.0.1:20201/", "", 21, 22, 23, 24, 25, 26, 27, 28, 29);
        return new EngineStatus(
                "1",
                1,
                0,
                0,
                origin,
                1000,
                1,
                0,
                0,
                0,
                jobs,
                List.of(BACKEND),
                List.of(),
                List.of(),
                Optional.of(intake));
    }

    @Test
    void saysWhatTheStatusesSay() {
        points(9_000, List.of(JOB));
        Map<String, String> values = points(10_000, List.of(JOB)).stream()
                .collect(Collectors.toMap(
                        DataPoint::name, point -> point.series().tags() + " " + point.valueText()));

        assertThat(values)
                .containsEntry("puypuy_job_duration_seconds", "{script=check_x.sh} 0.25")
                .containsEntry("puypuy_job_points", "{script=check_x.sh} 7")
                .containsEntry("puypuy_job_failures_total", "{script=check_x.sh} 3")
                .containsEntry("puypuy_job_timeouts_total", "{script=check_x.sh} 2")
                .containsEntry("puypuy_job_skipped_total", "{script=check_x.sh} 1")
                .containsEntry("puypuy_backend_collected_total", "{backend=default} 100")
                .containsEntry("puypuy_backend_delivered_total", "{backend=default} 80")
                .containsEntry("puypuy_backend_waiting", "{backend=default} 10")
                .containsEntry("puypuy_backend_waiting_bytes", "{backend=default} 4096")
                .containsEntry("puypuy_backend_last_success_age_seconds", "{backend=default} 2.0")
                .containsEntry("puypuy_cycle_lateness_seconds", "{} 0.003")
                .containsEntry("puypuy_cycle_points", "{} 42")
                .containsEntry("puypuy_cycle_dropped_total", "{} 6")
                .containsEntry("puypuy_values_not_finite_total", "{} 11")
                .containsEntry("puypuy_values_refused_total", "{} 12")
                .containsEntry("puypuy_counter_resets_total", "{} 13")
                .containsEntry("puypuy_scripts_bad_lines_total", "{} 14")
                .containsEntry("puypuy_scripts_left_behind_total", "{} 15")
                .containsEntry("puypuy_agents_documents_total", "{} 21")
                .containsEntry("puypuy_agents_refused_datapoints_total", "{} 25")
                .containsEntry("puypuy_agents_journal_bytes", "{} 29");
        assertThat(values.keySet())
                .isEqualTo(OwnMetrics.all().stream().map(Metric::name).collect(Collectors.toSet()));
    }

    @Test
    void readmeListsThem() throws IOException {
        points(9_000, List.of(JOB, LABELLED));
        Map<String, Set<String>> tags = new HashMap<>();
        for (DataPoint point : points(10_000, List.of(JOB, LABELLED))) {
            Set<String> names = tags.computeIfAbsent(point.name(), first -> new TreeSet<>());
            point.series().tags().forEach((name, value) -> names.add(name));
        }

        List<String> rows = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../../README.md")));
        while (row.find()) {
            rows.add(row.group());
        }

        assertThat(rows)
                .isEqualTo(OwnMetrics.all().stream()
                        .map(metric -> "| `" + metric.name() + "` | " + metric.unit() + " | "
                                + String.join(", ", tags.getOrDefault(metric.name(), Set.of())) + " | "
                                + metric.help() + " |")
                        .toList());
    }

    @Test
    void handsOutOneInstanceASeries() {
        Set<Integer> first = identities(points(9_000, List.of(JOB)));
        Set<Integer> second = identities(points(10_000, List.of(JOB)));

        assertThat(second).containsAll(first);
    }

    private static Set<Integer> identities(List<DataPoint> points) {
        Set<Integer> identities = new HashSet<>();
        points.forEach(point -> identities.add(System.identityHashCode(point.series())));
        return identities;
    }

    @Test
    void readsTheProcessWhateverItsNameIs() throws IOException {
        String stat = "12 (a) b (c)) S 1 12 12 0 -1 4194560 1 0 0 0 150 50 0 0 20 0 17 0 999 123456789 2500 "
                + "18446744073709551615 1 1 0 0 0 0 0";

        // A machine with pages of 16 KiB.
        String status = "Name:\ta) b (c\nVmPeak:\t  60000 kB\nVmRSS:\t   40000 kB\nThreads:\t17\n";

        assertThat(OwnProcess.parse(stat, status, 33)).isEqualTo(new OwnProcess(2000, 40_000 * 1024L, 17, 33));
    }
}
