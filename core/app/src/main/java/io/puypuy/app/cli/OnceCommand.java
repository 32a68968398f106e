package io.puypuy.app.cli;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.Home;
import io.puypuy.engine.Trial;
import io.puypuy.engine.read.Readings;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.schedule.JobRunner;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
            "A check that is named need not be enabled; that is how to try one.",
            "",
            "With --explain they run one after the other. Passwords of the settings are not printed; look through",
            "the lines of replies before showing them to others. What a check reads over JDBC or SNMP, the kernel's",
            "tables of all sockets, and what a script reads, cannot be shown.",
            "",
            "Exit code: 0 all went well, 1 at least one failed.",
            "",
            "Examples:",
            "  bin/puypuy once",
            "  bin/puypuy once check_memory check_random.sh",
            "  bin/puypuy once check_network_bytes --interval 10s --format json",
            "  bin/puypuy once check_nginx --explain"
        })
final class OnceCommand extends Command {
    private static final int MOST_CONCURRENT = 32;

    private final Maker maker;
    private final Clock clock;

    @Parameters(
            arity = "0..*",
            paramLabel = "CHECK",
            description = "Which ones, enabled or not; default is all that are enabled.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "How long after the first run the second one begins; default ${DEFAULT-VALUE}.")
    private String interval = "1s";

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private PointFormat format = PointFormat.line;

    @Option(
            names = "--explain",
            description = "Print also what was read from where, how it was answered, and the first lines of it.")
    private boolean explain;

    OnceCommand(Installation installation, Maker maker, Clock clock) {
        super(installation);
        this.maker = maker;
        this.clock = clock;
    }

    /** Makes jobs as the daemon would. */
    interface Maker {
        /** Jobs of the checks and scripts with these names, or of all that are enabled if there are no names. */
        Made make(Installation installation, List<String> names) throws IOException, InterruptedException;
    }

    /**
     * What was made.
     *
     * @param jobs whoever runs them closes them
     * @param faults of the settings that these jobs read
     * @param problems one sentence for each check or script that cannot run
     * @param secrets what must not be printed of what the jobs read
     * @param readings what the jobs read
     */
    record Made(
            List<Job> jobs,
            List<Fault> faults,
            List<String> problems,
            List<String> secrets,
            Readings readings,
            Runnable end)
            implements AutoCloseable {
        /** Makes them from the folders and settings of the installation. */
        static Made byTrial(Installation installation, List<String> names) throws IOException, InterruptedException {
            Trial trial = Trial.open(new Home(installation.home()), installation.environment(), names);
            return new Made(
                    trial.jobs(), trial.faults(), trial.problems(), trial.secrets(), trial.readings(), trial::close);
        }

        /** Gives up what the jobs stand on. */
        @Override
        public void close() {
            end.run();
        }
    }

    @Override
    int run() throws IOException, InterruptedException {
        Duration between = DurationText.parse(interval)
                .orElseThrow(
                        () -> wrong("Invalid value for --interval: write a number and a unit, such as 500ms or 1s"));
        if (explain && format != PointFormat.line) {
            throw wrong("--explain is for people; leave --format out");
        }
        refuseUnknown();
        try (Made made = maker.make(installation(), names)) {
            made.faults().forEach(fault -> warn(fault.toString()));
            if (made.faults().stream().anyMatch(fault -> !fault.warning())) {
                return FAILED;
            }
            int result = OK;
            for (String problem : made.problems()) {
                result = fail(problem);
            }
            return Math.max(result, explain ? explain(made, between) : run(made.jobs(), between));
        }
    }

    private void refuseUnknown() throws IOException {
        Catalog catalog = Catalog.read(installation().home());
        for (String name : names) {
            if (catalog.find(name).isEmpty()) {
                throw new IOException(EnableCommand.unknown(catalog, name));
            }
        }
    }

    private int run(List<Job> jobs, Duration between) throws IOException, InterruptedException {
        try (JobRunner runner = new JobRunner(MOST_CONCURRENT)) {
            runner.retain(jobs);
            Duration deadline = jobs.stream()
                    .map(Job::timeout)
                    .max(Comparator.naturalOrder())
                    .orElse(Duration.ZERO);
            runner.run(jobs, clock.instant(), deadline);
            pause(between);
            format.print(sorted(runner.run(jobs, clock.instant(), deadline)), out());
            return report(runner.statuses());
        }
    }

    /** One job after the other, so that it is known who read what. */
    private int explain(Made made, Duration between) throws InterruptedException {
        Explanation explanation = new Explanation(out(), new Secrets(made.secrets()));
        try (JobRunner runner = new JobRunner(MOST_CONCURRENT)) {
            runner.retain(made.jobs());
            List<List<Readings.Reading>> first = new ArrayList<>();
            for (Job job : made.jobs()) {
                runner.run(List.of(job), clock.instant(), job.timeout());
                first.add(made.readings().take());
            }
            pause(between);
            int result = OK;
            for (int i = 0; i < made.jobs().size(); i++) {
                List<DataPoint> points = sorted(runner.run(
                        made.jobs().subList(i, i + 1),
                        clock.instant(),
                        made.jobs().get(i).timeout()));
                JobStatus status = runner.statuses().get(i);
                explanation.print(
                        JobNames.of(status), first.get(i), made.readings().take(), points, ending(status));
                result = StatusCommand.isFailing(status) ? FAILED : result;
            }
            return result;
        }
    }

    private static String ending(JobStatus status) {
        return status.message().isEmpty()
                ? ""
                : status.state().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + status.message();
    }

    private static List<DataPoint> sorted(List<DataPoint> points) {
        List<DataPoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.comparing(DataPoint::name)
                .thenComparing(point -> point.series().tags().toString()));
        return sorted;
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
