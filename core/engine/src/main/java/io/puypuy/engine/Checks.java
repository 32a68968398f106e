package io.puypuy.engine;

import io.puypuy.api.Check;
import io.puypuy.engine.check.AlertListener;
import io.puypuy.engine.check.CheckContext;
import io.puypuy.engine.check.CheckCounters;
import io.puypuy.engine.check.CheckJob;
import io.puypuy.engine.check.CheckJobs;
import io.puypuy.engine.check.MetricNames;
import io.puypuy.engine.check.Sources;
import io.puypuy.engine.plugin.EnabledChecks;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The enabled checks and their jobs. Owner: the thread {@code cycle}; jobs and counters may be read by any. */
final class Checks implements Part, AutoCloseable {
    private final EnabledChecks folder;
    private final CheckJobs making;
    private final MetricNames names = new MetricNames();
    private final CheckCounters counters = new CheckCounters();
    private final AlertListener alerts;
    private final SourcesOf sources;
    private final ProblemLog log;
    // A change of the folder that was seen with a configuration which then was discarded.
    private boolean notAdopted;
    private @Nullable Conf conf;
    private @Nullable CheckContext context;
    private volatile List<CheckJob> jobs = List.of();
    private volatile List<String> problems = List.of();
    private Collection<String> sections = List.of();
    private Set<String> unready = Set.of();

    /** Gives the sources for the roots of the kernel's files. */
    interface SourcesOf {
        Sources at(Path procRoot, Path sysRoot);
    }

    Checks(Path folder, AlertListener alerts, SourcesOf sources, ProblemLog log) {
        this(new EnabledChecks(folder), new CheckJobs(), alerts, sources, log);
    }

    private Checks(EnabledChecks folder, CheckJobs making, AlertListener alerts, SourcesOf sources, ProblemLog log) {
        this.folder = folder;
        this.making = making;
        this.alerts = alerts;
        this.sources = sources;
        this.log = log;
    }

    /**
     * The checks of a folder where no cycle waits for slow ones.
     *
     * @param wanted names of those that count
     */
    static Checks patient(Path folder, Predicate<String> wanted, AlertListener alerts, SourcesOf sources) {
        EnabledChecks checks =
                new EnabledChecks(folder, new PluginLoader<>(Check.class, PluginLoader.PATIENCE), wanted);
        return new Checks(checks, new CheckJobs(PluginLoader.PATIENCE), alerts, sources, new ProblemLog());
    }

    @Override
    public Change prepare(Conf next, SelfConfig self) throws InterruptedException {
        CheckContext around = new CheckContext(
                self.origin(),
                self.period(),
                self.timeout(),
                self.errorHandler(),
                sources.at(self.procRoot(), self.sysRoot()),
                names,
                counters,
                alerts);
        EnabledChecks.Enabled now = folder.refresh();
        notAdopted |= now.changed();
        CheckJobs.Plan plan = making.plan(now.plugins(), next, around);
        return new Change() {
            @Override
            public void apply() {
                conf = next;
                context = around;
                adopt(now, plan);
                // Whoever applies the configuration has these logged.
                log.known(next.faults());
            }

            @Override
            public void discard() {
                plan.discard();
            }
        };
    }

    /** Looks for checks that were enabled, disabled or built anew since the last call; says whether there were some. */
    boolean refresh() throws InterruptedException {
        EnabledChecks.Enabled now = folder.refresh();
        boolean changed = now.changed() || notAdopted || making.isReady();
        if (changed) {
            Conf inUse = Objects.requireNonNull(conf);
            adopt(now, making.plan(now.plugins(), inUse, Objects.requireNonNull(context)));
            log.warnings(inUse.faults());
        }
        return changed;
    }

    private void adopt(EnabledChecks.Enabled now, CheckJobs.Plan plan) {
        making.adopt(plan);
        notAdopted = false;
        jobs = List.copyOf(plan.jobs());
        sections = plan.sections();
        unready = Set.copyOf(plan.unready());
        List<String> all = new ArrayList<>(now.problems());
        all.addAll(plan.problems());
        problems = List.copyOf(all);
    }

    List<CheckJob> jobs() {
        return jobs;
    }

    CheckCounters counters() {
        return counters;
    }

    /** Names of checks that are still being configured: they have no jobs now, and will have some. */
    Set<String> unready() {
        return unready;
    }

    /** Sections that the enabled checks read. */
    Collection<String> sections() {
        return sections;
    }

    /** One sentence for each check that cannot run. */
    List<String> problems() {
        return problems;
    }

    /** Gives up the classes of all checks; their jobs are closed by whoever runs them. */
    @Override
    public void close() {
        folder.close();
    }
}
