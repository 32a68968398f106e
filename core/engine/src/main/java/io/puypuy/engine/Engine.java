package io.puypuy.engine;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Event;
import io.puypuy.api.Origin;
import io.puypuy.api.PointStore;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.own.Losses;
import io.puypuy.engine.own.OwnMetrics;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.schedule.JobRunner;
import io.puypuy.engine.schedule.Schedule;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.IntakeStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the sources and the receivers: check → points → rates → batch → spool → backend. Made, opened and
 * started by one thread; status and reload may be asked for by any.
 */
public final class Engine {
    private static final long MOST_SETTLING_MILLIS = 200;

    private final String version;
    private final Consumer<EngineStatus> afterCycle;
    private final Events events = new Events();
    private final Alerts alerts = new Alerts(() -> self().origin(), events);
    private final FailingJobs failingJobs = new FailingJobs();
    private final ProblemLog problemLog = new ProblemLog();
    private final Checks checks;
    private final Scripts scripts;
    private final Lanes lanes;
    private final Configuration configuration;
    private final LazyHttp http = new LazyHttp();
    private final long startedMillis = System.currentTimeMillis();
    private @Nullable JobRunner runner;
    private @Nullable Schedule schedule;
    private @Nullable OwnMetrics own;
    private final AtomicLong cycles = new AtomicLong();
    private final AtomicLong lateCycles = new AtomicLong();
    private volatile Schedule.@Nullable Run lastRun;
    private volatile Supplier<Optional<IntakeStatus>> intake = Optional::empty;

    /**
     * An engine that does nothing yet.
     *
     * @param store what the embedded backend writes to, asked for whenever it does
     * @param more parts of the daemon beside the engine that are made from settings
     * @param afterCycle takes the status after each cycle, on the thread {@code cycle}
     */
    public Engine(
            Home home,
            String version,
            Map<String, String> environment,
            Supplier<Optional<PointStore>> store,
            List<Part> more,
            Consumer<EngineStatus> afterCycle) {
        this.version = version;
        this.afterCycle = afterCycle;
        ProgramRunner programs = new ProgramRunner(environment);
        SourcesFor sources = new SourcesFor(http, programs);
        this.checks = new Checks(home.checksEnabled(), alerts, sources, problemLog);
        this.scripts = new Scripts(home.folder(), home.scriptsEnabled(), name -> true, environment, programs);
        this.lanes = new Lanes(home.backends(), new Context(http, store, () -> self().period()));
        List<Part> parts = new ArrayList<>(List.of(lanes, checks, scripts));
        parts.addAll(more);
        this.configuration = new Configuration(home, environment, parts, checks::sections);
    }

    /**
     * Reads the configuration and makes all parts; lanes begin to send what waits from an earlier life.
     *
     * @throws ConfException with all faults, if there are any
     */
    public void open() throws ConfException, IOException, InterruptedException {
        configuration.load();
    }

    /** Begins with the first cycle, at once. */
    public void start() {
        SelfConfig self = configuration.self();
        JobRunner running = new JobRunner(self.maxConcurrent());
        runner = running;
        own = new OwnMetrics(self.origin());
        Schedule clock = new Schedule(running, new OneCycle(running));
        schedule = clock;
        clock.start();
    }

    /** What happens around the jobs of a cycle. */
    private final class OneCycle implements Schedule.Cycle {
        private final JobRunner running;
        private Origin origin = configuration.self().origin();

        OneCycle(JobRunner running) {
            this.running = running;
        }

        @Override
        public List<Job> jobs() throws InterruptedException {
            configuration.reloadIfNeeded();
            running.limit(configuration.self().maxConcurrent());
            checks.refresh();
            alerts.retain(checks.jobs(), checks.unready(), System.currentTimeMillis());
            List<Job> all = new ArrayList<>(checks.jobs());
            all.addAll(scripts.scan());
            problemLog.problems(checks.problems(), scripts.problems());
            return all;
        }

        @Override
        public Duration period() {
            return configuration.self().period();
        }

        @Override
        public void finished(Schedule.Run run, List<DataPoint> points) {
            List<DataPoint> batch = points;
            if (configuration.self().ownMetrics()) {
                batch = new ArrayList<>(points);
                batch.addAll(ownPoints(run, points.size()));
            }
            lanes.offer(batch, events());
            lastRun = run;
            if (run.lateness().compareTo(period().dividedBy(10)) > 0) {
                lateCycles.incrementAndGet();
            }
            cycles.incrementAndGet();
            awaitDelivery();
            afterCycle.accept(status());
        }

        /** Until the batch is delivered or cannot be, so that the status does not call waiting what is just under way. */
        private void awaitDelivery() {
            long most = Math.min(MOST_SETTLING_MILLIS, period().toMillis() / 20);
            try {
                long waited = 0;
                // Most receivers answer within a few milliseconds; looking more often costs more than it tells.
                for (long next = 5; waited < most && !lanes.areSettled(); next *= 2) {
                    Thread.sleep(next);
                    waited += next;
                }
            } catch (InterruptedException asked) {
                // The daemon ends; the schedule sees it at its next wait.
                Thread.currentThread().interrupt();
            }
        }

        private List<Event> events() {
            SelfConfig self = configuration.self();
            List<Event> all = new ArrayList<>(events.take());
            long now = System.currentTimeMillis();
            all.addAll(
                    failingJobs.changes(running.statuses(), checks.unready(), self.origin(), self.errorHandler(), now));
            return all;
        }

        private List<DataPoint> ownPoints(Schedule.Run run, int count) {
            if (own == null || !origin.equals(configuration.self().origin())) {
                origin = configuration.self().origin();
                own = new OwnMetrics(origin);
            }
            Losses losses = Losses.of(running.droppedPoints(), checks.counters(), scripts.counters());
            return own.points(run, count, losses, status());
        }
    }

    /** Has the configuration read again at the next cycle. */
    public void reload() {
        configuration.askReload();
    }

    public SelfConfig self() {
        return configuration.self();
    }

    /** What a backend shows to those who fetch, at this moment. */
    public Optional<ScrapePage> scrapePage() {
        return lanes.scrapePage();
    }

    /** Has the status say, from now on, what agents of pattoo have sent. */
    public void report(Supplier<Optional<IntakeStatus>> ofAgents) {
        intake = ofAgents;
    }

    public EngineStatus status() {
        Schedule.Run run = lastRun;
        JobRunner running = runner;
        List<String> problems = new ArrayList<>(configuration.problems());
        problems.addAll(checks.problems());
        problems.addAll(scripts.problems());
        return new EngineStatus(
                version,
                ProcessHandle.current().pid(),
                startedMillis,
                System.currentTimeMillis(),
                configuration.self().origin(),
                configuration.self().period().toMillis(),
                cycles.get(),
                run == null ? 0 : run.time().toEpochMilli(),
                run == null ? 0 : run.duration().toMillis(),
                lateCycles.get() + (run == null ? 0 : run.missed()),
                running == null ? List.of() : running.statuses(),
                lanes.statuses(),
                alerts.statuses(),
                problems,
                intake.get());
    }

    /** What a cycle that was interrupted, and late jobs, have left. */
    private void offerTheRest(List<DataPoint> points) {
        List<Event> happened = events.take();
        if (!points.isEmpty() || !happened.isEmpty()) {
            lanes.offer(points, happened);
        }
    }

    /** Lets the cycle in progress end, takes its points to the spools, and ends everything. */
    public void close(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        if (schedule != null) {
            schedule.close(most.dividedBy(2));
        }
        if (runner != null) {
            runner.close();
            offerTheRest(runner.takeArrived());
        }
        checks.close();
        lanes.close(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        http.close();
    }
}
