package io.puypuy.app.cli;

import io.puypuy.app.daemon.PidFile;
import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.engine.status.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/** Says whether the daemon runs and how it does. */
@CommandLine.Command(
        name = "status",
        description = "Say whether the daemon runs, and how it does.",
        footerHeading = "%n",
        footer = {
            "Exit code, as the Linux Standard Base has it: 0 it runs, 1 it has died and left its pid file,",
            "3 it does not run, 4 unknown, for example because the user may not look.",
            "",
            "Example:",
            "  bin/puypuy status"
        })
final class StatusCommand extends Command {
    private static final int DEAD_WITH_PID_FILE = 1;
    private static final int NOT_RUNNING = 3;
    private static final int UNKNOWN = 4;

    private final Clock clock;

    StatusCommand(Installation installation, Clock clock) {
        super(installation);
        this.clock = clock;
    }

    @Override
    int run() throws IOException {
        DaemonState state;
        try {
            state = DaemonState.look(installation());
        } catch (IOException hidden) {
            fail("cannot find out whether it runs as user " + System.getProperty("user.name") + ": " + hidden);
            return UNKNOWN;
        }
        if (state.holder().isEmpty()) {
            return notRunning();
        }
        say("PuyPuy runs as process " + state.holder().getAsLong() + ".");
        if (state.status().isEmpty()) {
            say("It is starting: no cycle has ended yet.");
        } else {
            say(state.status().get());
        }
        return OK;
    }

    private int notRunning() throws IOException {
        boolean left = PidFile.read(
                        installation().selfConfig(installation().conf()).pidFile())
                .isPresent();
        say(left ? "PuyPuy does not run; it ended without having been stopped." : "PuyPuy does not run.");
        return left ? DEAD_WITH_PID_FILE : NOT_RUNNING;
    }

    private void say(EngineStatus status) {
        long now = clock.millis();
        say("Version " + status.version() + ", since " + Times.local(status.startedMillis()) + " ("
                + DurationText.shortly(Duration.ofMillis(now - status.startedMillis())) + ").");
        say(status.cycles() + " cycles, one every " + DurationText.shortly(Duration.ofMillis(status.periodMillis()))
                + "; the last one " + Times.ago(status.lastCycleMillis(), now) + " took "
                + DurationText.shortly(Duration.ofMillis(status.lastCycleDurationMillis())) + "; " + status.lateCycles()
                + " late.");
        List<JobStatus> failing =
                status.jobs().stream().filter(StatusCommand::isFailing).toList();
        say(status.jobs().size() + " checks and scripts, " + failing.size() + " failing.");
        for (JobStatus job : failing) {
            say("  " + coloured("red", JobNames.of(job)) + ": " + job.message());
        }
        for (BackendStatus backend : status.backends()) {
            say(backend, now);
        }
        status.intake().ifPresent(this::say);
        status.alerts().stream()
                .filter(alert -> alert.level().code() > 0)
                .forEach(alert ->
                        say(coloured("yellow", alert.message()) + " (since " + Times.local(alert.sinceMillis()) + ")"));
        status.problems().forEach(problem -> say(coloured("yellow", problem)));
    }

    static boolean isFailing(JobStatus job) {
        return job.state() == JobStatus.State.FAILED || job.state() == JobStatus.State.TIMED_OUT;
    }

    private void say(BackendStatus backend, long now) {
        BackendStatus.Books books = backend.books();
        boolean bad =
                backend.state() == BackendStatus.State.RETRYING || backend.state() == BackendStatus.State.NOT_ALLOWED;
        String state = backend.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        say("Backend " + backend.name() + " (" + backend.type() + ") " + coloured(bad ? "red" : "green", state)
                + ", last success " + Times.ago(backend.lastSuccessMillis(), now) + ".");
        if (!backend.message().isEmpty()) {
            say("  " + backend.message());
        }
        say("  collected " + books.collected() + " = delivered " + books.delivered() + " + rejected " + books.rejected()
                + " + dropped " + books.dropped() + " + waiting " + books.waiting());
    }

    private void say(IntakeStatus intake) {
        if (intake.address().isEmpty() && intake.documents() == 0) {
            return;
        }
        say("Agents of pattoo "
                + (intake.address().isEmpty() ? coloured("yellow", "cannot post") : "post to " + intake.address())
                + ": "
                + intake.documents() + " documents (" + intake.notUnderstood() + " not understood, "
                + intake.refusedDocuments() + " more refused), " + intake.datapoints() + " datapoints ("
                + intake.refusedDatapoints() + " more left out), " + intake.waitingDatapoints() + " waiting.");
        if (!intake.fault().isEmpty()) {
            say("  " + coloured("red", intake.fault()));
        }
    }
}
