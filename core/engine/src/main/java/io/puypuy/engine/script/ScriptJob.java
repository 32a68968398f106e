package io.puypuy.engine.script;

import io.puypuy.api.DataPoint;
import io.puypuy.api.ForeignText;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.status.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One script of {@code scripts_enabled/}. Owner: the thread that runs it, one at a time. Holds nothing open. */
public final class ScriptJob implements Job {
    /** Standard output of one run; what a run of {@link ScriptOutput#MAX_LINES} long lines needs. */
    static final long MAX_BYTES = 4L << 20;

    private static final Logger log = LoggerFactory.getLogger(ScriptJob.class);
    private static final int MESSAGE_ERR = 300;
    // Part of the time by which we are earlier than the schedule: its interrupt would cost the thread and the reason.
    private static final int LEAD = 50;

    private final Path file;
    private final String name;
    private final ScriptContext context;
    private final ProgramRunner runner;
    private final ScriptCounters counters;
    private final ScriptPoints scriptPoints;
    private final Set<String> told = new HashSet<>();

    ScriptJob(Path file, ScriptContext context, ProgramRunner runner, ScriptCounters counters) {
        this.file = file.toAbsolutePath();
        this.name = String.valueOf(file.getFileName());
        this.context = context;
        this.runner = runner;
        this.counters = counters;
        this.scriptPoints = new ScriptPoints(context.origin(), context.period(), counters);
    }

    @Override
    public JobStatus.Kind kind() {
        return JobStatus.Kind.SCRIPT;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String target() {
        return "";
    }

    @Override
    public Duration period() {
        return context.period();
    }

    @Override
    public Duration timeout() {
        return context.timeout();
    }

    /**
     * {@inheritDoc} Whatever happens to the script, the complete lines that it printed until then are points.
     *
     * @throws InterruptedException when it was interrupted and the script has been ended
     */
    @Override
    public Outcome run(Instant time, Consumer<DataPoint> points) throws Exception {
        Optional<String> fault = ScriptFile.fault(file);
        if (fault.isPresent()) {
            return Outcome.failed("the script " + fault.get());
        }
        scriptPoints.begin();
        ScriptOutput output = new ScriptOutput(name, scriptPoints, time, points, counters, told);
        LineSplitter splitter = new LineSplitter(output);
        Ending ending = runner.run(
                List.of(file.toString()),
                context.scriptEnvironment(),
                context.home(),
                context.timeout().minus(context.timeout().dividedBy(LEAD)),
                splitter,
                MAX_BYTES);
        if (ending.how() == Ending.How.EXITED) {
            splitter.end();
        }
        tell(ending, output);
        return outcome(ending, output);
    }

    @Override
    public void close() {
        // Every run ends what it started.
    }

    private void tell(Ending ending, ScriptOutput output) {
        log.debug(
                "Script {} ended: {}, exit code {}, {} good and {} bad lines, standard error \"{}\".",
                name,
                ending.how(),
                ending.exitCode(),
                output.goodLines(),
                output.badLines(),
                ending.err());
        counters.addLeftBehind(ending.leftBehind());
        if (ending.leftBehind() > 0 && told.add("left behind")) {
            log.warn(
                    "Script {} ended and left {} of its processes running; they were killed. Further ones are only counted.",
                    name,
                    ending.leftBehind());
        }
        if (ending.exitCode() == 0 && !ending.err().isEmpty() && told.add("standard error")) {
            log.warn("Script {} went well but printed to standard error{}.", name, endOf(ending.err()));
        }
    }

    private Outcome outcome(Ending ending, ScriptOutput output) throws InterruptedException {
        String err = endOf(ending.err());
        switch (ending.how()) {
            case INTERRUPTED -> throw new InterruptedException("script " + name + " was interrupted and killed");
            case TIMED_OUT -> {
                return new Outcome(
                        JobStatus.State.TIMED_OUT,
                        "had not ended after " + context.timeout().toMillis() + " ms and was killed" + err);
            }
            case TOO_MUCH_OUTPUT -> {
                return Outcome.failed("printed more than allowed (" + MAX_BYTES + " bytes) and was killed" + err);
            }
            case EXITED -> {
                return outcomeOfExit(ending, output, err);
            }
        }
        throw new IllegalStateException("no such ending: " + ending);
    }

    private Outcome outcomeOfExit(Ending ending, ScriptOutput output, String err) {
        if (ending.exitCode() != 0) {
            return Outcome.failed("exit code " + ending.exitCode() + err);
        }
        if (output.goodLines() > 0) {
            return Outcome.OK;
        }
        return output.badLines() > 0
                ? Outcome.failed("no line is a point: " + output.firstFault())
                : Outcome.nothing("printed nothing");
    }

    /** The end of standard error for a sentence; empty if nothing was printed there. */
    private static String endOf(String err) {
        if (err.isEmpty()) {
            return "";
        }
        String end = err.length() <= MESSAGE_ERR ? err : "…" + err.substring(err.length() - MESSAGE_ERR);
        return ": " + ForeignText.oneLine(end);
    }
}
