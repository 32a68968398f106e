package io.puypuy.app.cli;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.schedule.JobRunner;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs checks and scripts now, beside a daemon that may run. */
@CommandLine.Command(
        name = "once",
        description = "Run checks and scripts now and print their points; nothing is stored or sent.",
        footerHeading = "%n",
        footer = {
            "They run twice, because a rate needs two readings; the points of the second run are printed",
            "as lines \"name value tags type\".",
            "",
            "Exit code: 0 all went well, 1 at least one failed.",
            "",
            "Examples:",
            "  bin/puypuy once",
            "  bin/puypuy once check_memory check_random.sh",
            "  bin/puypuy once check_network_bytes --interval 10s --format json"
        })
final class OnceCommand extends Command {
    private static final int MOST_CONCURRENT = 32;

    private final EnabledJobs enabled;
    private final Clock clock;

    @Parameters(arity = "0..*", paramLabel = "CHECK", description = "Which ones; default is all that are enabled.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "How long after the first run the second one begins; default ${DEFAULT-VALUE}.")
    private String interval = "1s";

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private PointFormat format = PointFormat.line;

    OnceCommand(Installation installation, EnabledJobs enabled, Clock clock) {
        super(installation);
        this.enabled = enabled;
        this.clock = clock;
    }

    /** Makes the jobs as the daemon would. */
    interface EnabledJobs {
        /** Jobs of all enabled checks and scripts; whoever runs them closes them. */
        List<Job> open(Installation installation) throws IOException, InterruptedException;
    }

    @Override
    int run() throws IOException, InterruptedException {
        Duration between = DurationText.parse(interval)
                .orElseThrow(
                        () -> wrong("Invalid value for --interval: write a number and a unit, such as 500ms or 1s"));
        try (JobRunner runner = new JobRunner(MOST_CONCURRENT)) {
            List<Job> all = enabled.open(installation());
            runner.retain(all);
            List<Job> chosen = chosen(all);
            Duration deadline = chosen.stream()
                    .map(Job::timeout)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            runner.run(chosen, clock.instant(), deadline);
            pause(between);
            List<DataPoint> points = new ArrayList<>(runner.run(chosen, clock.instant(), deadline));
            points.sort(Comparator.comparing(DataPoint::name)
                    .thenComparing(point -> point.series().tags().toString()));
            format.print(points, out());
            return report(runner.statuses());
        }
    }

    private List<Job> chosen(List<Job> all) throws IOException {
        if (names.isEmpty()) {
            return all;
        }
        TreeSet<String> missing = new TreeSet<>(names);
        all.forEach(job -> missing.remove(job.name()));
        if (!missing.isEmpty()) {
            Catalog catalog = Catalog.read(installation().home());
            String name = missing.first();
            throw new IOException(
                    catalog.find(name).isPresent()
                            ? name + " is not enabled, or could not be loaded; try \"bin/puypuy enable " + name + "\""
                            : EnableCommand.unknown(catalog, name));
        }
        return all.stream().filter(job -> names.contains(job.name())).toList();
    }

    private static void pause(Duration time) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assert !never;
    }

    private int report(List<JobStatus> statuses) {
        int result = OK;
        for (JobStatus job : statuses) {
            if (StatusCommand.isFailing(job)) {
                result = fail(JobNames.of(job) + ": " + job.message());
            }
        }
        return result;
    }
}
