package io.puypuy.testkit.check;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.engine.rate.RateCalculator;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs one check as the engine does. Used by one thread. */
public final class CheckDriver implements AutoCloseable {
    private final Check check;
    private final RateCalculator rates = new RateCalculator(Duration.ofSeconds(1));
    private final Programs machine = new ProgramRunner(System.getenv());

    private CheckDriver(Check check) {
        this.check = check;
    }

    /**
     * Configures a check.
     *
     * @param ini its section, as in {@code conf/}; empty for the defaults
     * @throws AssertionError if the settings have a fault or a warning
     */
    public static CheckDriver of(Check check, String ini) {
        List<String> faults = faults(check, ini);
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
        return new CheckDriver(check);
    }

    /** Configures a check and gives the faults and warnings of its settings, as an operator sees them. */
    public static List<String> faults(Check check, String ini) {
        Conf conf = Conf.of("conf/check.ini", ini);
        check.configure(conf.section(check.section()));
        return conf.faults().stream().map(Fault::toString).toList();
    }

    /** Runs the check once on the files of this machine. */
    public CheckResult run(Instant time) throws InterruptedException {
        return run(time, new TreeFiles(Path.of("/proc"), Path.of("/sys")), machine);
    }

    /** Runs the check once on recorded files. */
    CheckResult run(Instant time, RecordedTree tree) throws InterruptedException {
        return run(time, new TreeFiles(tree.proc(), tree.sys()), tree::run);
    }

    private CheckResult run(Instant time, KernelFiles files, Programs programs) throws InterruptedException {
        DrivenRun run = new DrivenRun(time, files, programs, rates);
        try {
            check.collect(run);
        } catch (CheckException | IOException fault) {
            run.failed(String.valueOf(fault.getMessage()));
        }
        Job.Outcome outcome = run.outcome();
        return new CheckResult(outcome, run.points(), run.alerts());
    }

    @Override
    public void close() {
        check.close();
    }
}
