package io.puypuy.bench;

import io.puypuy.engine.Home;
import io.puypuy.engine.Trial;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.status.JobStatus;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs every enabled check of a home many times on one thread, one check after the other as a cycle does, and prints a row of a
 * table for each: the processor time of that thread, the time that passed, and how many points came. Run by {@code
 * core/bench/checks}.
 */
public final class CheckRuns {
    private static final double NANOS_OF_MILLI = 1e6;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Job job;
    private final double[] processor;
    private final double[] passed;
    private Job.Outcome outcome = Job.Outcome.OK;
    private int points;

    private CheckRuns(Job job, int counted) {
        this.job = job;
        this.processor = new double[counted];
        this.passed = new double[counted];
    }

    /** Arguments: the home, runs to warm up, runs that count. Ends with 1 if a check failed in its last run. */
    public static void main(String[] args) throws Exception {
        int warmUp = Integer.parseInt(args[1]);
        int counted = Integer.parseInt(args[2]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean failed = false;
        try (Trial trial = Trial.open(new Home(Path.of(args[0])), System.getenv(), List.of())) {
            for (String problem : trial.problems()) {
                out.println("not measured: " + problem);
            }
            List<CheckRuns> all = trial.jobs().stream()
                    .filter(job -> job.kind() == JobStatus.Kind.CHECK)
                    .map(job -> new CheckRuns(job, counted))
                    .toList();
            for (int i = 0; i < warmUp + counted; i++) {
                for (CheckRuns runs : all) {
                    runs.run(Math.max(0, i - warmUp));
                }
            }
            for (CheckRuns runs : all) {
                runs.print(out);
                failed |= runs.outcome.state() == JobStatus.State.FAILED;
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private void run(int number) throws Exception {
        points = 0;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        outcome = job.run(Instant.now(), point -> points++);
        passed[number] = (System.nanoTime() - begin) / NANOS_OF_MILLI;
        processor[number] = (THREADS.getCurrentThreadCpuTime() - cpu) / NANOS_OF_MILLI;
    }

    private void print(PrintStream out) {
        Arrays.sort(processor);
        Arrays.sort(passed);
        int middle = processor.length / 2;
        out.printf(
                Locale.ROOT,
                "| %-20s | %8.2f | %8.2f | %8.1f | %6d |%n",
                job.name(),
                processor[middle],
                processor[processor.length - 1],
                passed[middle],
                points);
        if (outcome.state() == JobStatus.State.FAILED) {
            out.println("failed: " + job.name() + ": " + outcome.message());
        }
    }
}
