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
 * Runs every enabled check of a home many times on one thread, and prints a row of a table for each: the processor time of that
 * thread, the time that passed, and how many points came. Run by {@code core/bench/checks}.
 */
public final class CheckRuns {
    private static final double NANOS_OF_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int warmUp;
    private final int counted;
    private int points;

    private CheckRuns(int warmUp, int counted) {
        this.warmUp = warmUp;
        this.counted = counted;
    }

    /** Arguments: the home, runs to warm up, runs that count. Ends with 1 if a check failed in its last run. */
    public static void main(String[] args) throws Exception {
        CheckRuns runs = new CheckRuns(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean failed = false;
        try (Trial trial = Trial.open(new Home(Path.of(args[0])), System.getenv(), List.of())) {
            for (String problem : trial.problems()) {
                out.println("not measured: " + problem);
            }
            for (Job job : trial.jobs()) {
                if (job.kind() == JobStatus.Kind.CHECK) {
                    failed |= runs.measure(job, out);
                }
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private boolean measure(Job job, PrintStream out) throws Exception {
        for (int i = 0; i < warmUp; i++) {
            job.run(Instant.now(), point -> {});
        }
        double[] processor = new double[counted];
        double[] passed = new double[counted];
        Job.Outcome outcome = Job.Outcome.OK;
        for (int i = 0; i < counted; i++) {
            points = 0;
            long cpu = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            outcome = job.run(Instant.now(), point -> points++);
            passed[i] = (System.nanoTime() - begin) / NANOS_OF_MILLI;
            processor[i] = (threads.getCurrentThreadCpuTime() - cpu) / NANOS_OF_MILLI;
        }
        Arrays.sort(processor);
        Arrays.sort(passed);
        out.printf(
                Locale.ROOT,
                "| %-20s | %8.2f | %8.2f | %8.1f | %6d |%n",
                job.name(),
                processor[counted / 2],
                processor[counted - 1],
                passed[counted / 2],
                points);
        if (outcome.state() == JobStatus.State.FAILED) {
            out.println("failed: " + job.name() + ": " + outcome.message());
            return true;
        }
        return false;
    }
}
