package io.puypuy.engine;

import io.puypuy.engine.plugin.AvailablePlugins;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.read.Readings;
import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The configuration, the checks and the scripts as the daemon would make them, without backends, spool and store; a
 * daemon that runs is not disturbed. Used by one thread.
 */
public final class Trial implements AutoCloseable {
    private final Home home;
    private final Conf conf;
    private final SelfConfig self;
    private final LazyHttp http = new LazyHttp();
    private final Readings readings = new Readings();
    private final List<Checks> checks = new ArrayList<>();
    private final List<Scripts> scripts = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    private Trial(Home home, Map<String, String> environment) throws IOException {
        this.home = home;
        this.conf = Conf.load(home.conf(), environment);
        this.self = SelfConfig.from(conf.section("SelfConfig"), home.folder());
    }

    /**
     * Makes the jobs. What is wrong with the settings is in {@link #faults()}, a check that cannot be used is in
     * {@link #problems()}.
     *
     * @param names of checks and scripts, enabled or not; all that are enabled if it is empty
     */
    public static Trial open(Home home, Map<String, String> environment, Collection<String> names)
            throws IOException, InterruptedException {
        Trial trial = new Trial(home, environment);
        try {
            trial.choose(environment, names);
            trial.make();
            return trial;
        } catch (InterruptedException | RuntimeException | Error notMade) {
            trial.close();
            throw notMade;
        }
    }

    private void choose(Map<String, String> environment, Collection<String> names) {
        ProgramRunner programs = new ProgramRunner(environment);
        SourcesFor sources = new SourcesFor(http, programs);
        Checks.SourcesOf noted = (proc, sys) -> sources.at(proc, sys).notedIn(readings);
        Alerts alerts = new Alerts(self::origin, new Events());
        Set<String> wanted = new TreeSet<>(names);
        for (Path folder : List.of(home.checksEnabled(), home.checksAvailable())) {
            chosen(wanted, folder, names.isEmpty() && folder.equals(home.checksEnabled()))
                    .ifPresent(some -> checks.add(Checks.patient(folder, some, alerts, noted)));
        }
        for (Path folder : List.of(home.scriptsEnabled(), home.scriptsAvailable())) {
            chosen(wanted, folder, names.isEmpty() && folder.equals(home.scriptsEnabled()))
                    .ifPresent(some -> scripts.add(new Scripts(home.folder(), folder, some, environment, programs)));
        }
    }

    /** Takes those names away that lie in the folder; empty if nothing of it is wanted. */
    private static Optional<Predicate<String>> chosen(Set<String> wanted, Path folder, boolean all) {
        if (all) {
            return Optional.of(name -> true);
        }
        Set<String> here = new TreeSet<>(wanted);
        here.removeIf(name -> !Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
        wanted.removeAll(here);
        return here.isEmpty() ? Optional.empty() : Optional.of(here::contains);
    }

    private void make() throws InterruptedException {
        for (Checks each : checks) {
            each.prepare(conf, self).apply();
            jobs.addAll(each.jobs());
        }
        for (Scripts each : scripts) {
            each.prepare(conf, self).apply();
            jobs.addAll(each.scan());
        }
    }

    /** In order of their kinds and names; this closes them. */
    public List<Job> jobs() {
        return List.copyOf(jobs);
    }

    /** What the checks read; not what they read in their own ways, such as over JDBC. */
    public Readings readings() {
        return readings;
    }

    /** Values of settings that are never to be printed. */
    public List<String> secrets() {
        return conf.secrets();
    }

    /** One sentence for each check and script that cannot run, but for those that {@link #faults()} speak of. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        checks.forEach(each -> problems.addAll(each.problems()));
        scripts.forEach(each -> problems.addAll(each.problems()));
        List<Fault> faults = faults();
        problems.removeIf(problem -> faults.stream().anyMatch(fault -> problem.endsWith(fault.toString())));
        return problems;
    }

    /** Faults and warnings of the sections that have been read so far, in order of files and lines. */
    public List<Fault> faults() {
        return sorted(conf.faults());
    }

    /**
     * Has the backends, and other parts of the daemon, read their sections too, and looks for sections that nobody
     * reads. Nothing is connected or opened.
     *
     * @param more parts beside the engine, whose preparing opens nothing
     * @return all that is wrong, in order of files and lines
     */
    public List<Fault> faultsOfAll(List<Part> more) throws IOException, InterruptedException {
        Lanes lanes = new Lanes(home.backends(), new Context(http, Optional::empty, self::period));
        lanes.prepare(conf, self).discard();
        lanes.close(Duration.ZERO);
        for (Part part : more) {
            part.prepare(conf, self).discard();
        }
        List<Fault> all = new ArrayList<>(conf.faults());
        all.addAll(unknownSections());
        return sorted(all);
    }

    private List<Fault> unknownSections() throws IOException, InterruptedException {
        List<String> known = new ArrayList<>(SelfConfig.SECTIONS);
        checks.forEach(each -> known.addAll(each.sections()));
        // Loading all checks takes its time, and is needed only if there is a section whose reader is not known yet.
        if (conf.unknownSections(known, true).isEmpty() || !Files.isDirectory(home.checksAvailable())) {
            return conf.unknownSections(known, true);
        }
        AvailablePlugins.Answers available = AvailablePlugins.checkSections(home.checksAvailable());
        known.addAll(available.byFolder().values());
        return conf.unknownSections(known, available.problems().isEmpty());
    }

    private static List<Fault> sorted(List<Fault> faults) {
        return faults.stream()
                .distinct()
                .sorted(Comparator.comparing(Fault::file).thenComparing(Fault::line))
                .toList();
    }

    /** Closes the jobs, which must have ended. */
    @Override
    public void close() {
        jobs.forEach(Job::close);
        checks.forEach(Checks::close);
        http.close();
    }
}
