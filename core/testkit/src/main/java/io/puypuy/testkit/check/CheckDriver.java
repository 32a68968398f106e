package io.puypuy.testkit.check;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.Settings;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.Programs;
import io.puypuy.engine.check.AlertListener;
import io.puypuy.engine.check.CheckContext;
import io.puypuy.engine.check.CheckCounters;
import io.puypuy.engine.check.CheckJob;
import io.puypuy.engine.check.MetricNames;
import io.puypuy.engine.check.Sources;
import io.puypuy.engine.plugin.PluginCode;
import io.puypuy.engine.read.JsonReader;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.read.ProcAndSys;
import io.puypuy.engine.read.SocketExchange;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs one check in a job of the engine. Used by one thread. */
public final class CheckDriver implements AutoCloseable {
    private static final Origin ORIGIN = new Origin("host", "", "", "");
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ERROR_HANDLER = 2;

    private final LazyHttp http = new LazyHttp();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> faults;
    private final CheckJob job;

    private CheckDriver(Check check, String ini, KernelFiles files, Programs programs) {
        Conf conf = Conf.of("conf/check.ini", ini);
        Settings settings = conf.section(check.section());
        Sources sources = new Sources(() -> files, () -> http, SocketExchange::new, () -> programs, JsonReader::parse);
        CheckContext context = new CheckContext(
                ORIGIN,
                PERIOD,
                TIMEOUT,
                ERROR_HANDLER,
                sources,
                new MetricNames(),
                new CheckCounters(),
                new Recorded(alerts, events));
        job = new CheckJob(new ClassesOfTest(check.section()), check, settings, context);
        job.configure(settings);
        faults = conf.faults().stream().map(Fault::toString).toList();
    }

    /**
     * A check that reads the files of this machine and runs its programs.
     *
     * @param ini its section, as in {@code conf/}; empty for the defaults
     * @throws AssertionError if the settings have a fault or a warning
     */
    public static CheckDriver of(Check check, String ini) {
        return configured(
                check, ini, new ProcAndSys(Path.of("/proc"), Path.of("/sys")), new ProgramRunner(System.getenv()));
    }

    /** The same with other roots of the files, such as copies of what another network has. */
    public static CheckDriver of(Check check, String ini, Path proc, Path sys) {
        return configured(check, ini, new ProcAndSys(proc, sys), new ProgramRunner(System.getenv()));
    }

    /** The same for a check that reads recorded files. */
    static CheckDriver of(Check check, String ini, RecordedTree tree) {
        return configured(check, ini, tree.files(), tree::run);
    }

    private static CheckDriver configured(Check check, String ini, KernelFiles files, Programs programs) {
        CheckDriver driver = new CheckDriver(check, ini, files, programs);
        if (!driver.faults.isEmpty()) {
            driver.close();
            throw new AssertionError(String.join("\n", driver.faults));
        }
        return driver;
    }

    /** Configures a check, closes it, and gives the faults and warnings of its settings, as an operator sees them. */
    public static List<String> faults(Check check, String ini) {
        RecordedTree nothing = new RecordedTree();
        try (CheckDriver driver = new CheckDriver(check, ini, nothing.files(), nothing::run)) {
            return driver.faults;
        }
    }

    /** Runs the check once. */
    public CheckResult run(Instant time) throws InterruptedException {
        List<DataPoint> points = new ArrayList<>();
        alerts.clear();
        events.clear();
        Job.Outcome outcome = job.run(time, points::add);
        return new CheckResult(outcome, points, alerts, events);
    }

    @Override
    public void close() {
        job.close();
        http.close();
    }

    private record Recorded(List<Alert> alerts, List<Event> events) implements AlertListener {
        @Override
        public void changed(String job, String target, Alert alert, long timeMillis) {
            alerts.add(alert);
        }

        @Override
        public List<Alert> raised(String job, String target) {
            return List.of();
        }

        @Override
        public void happened(Event event) {
            events.add(event);
        }
    }

    /** Classes of a test are there until it ends. */
    private record ClassesOfTest(String name) implements PluginCode {
        @Override
        public void use() {}

        @Override
        public void release() {}
    }
}
