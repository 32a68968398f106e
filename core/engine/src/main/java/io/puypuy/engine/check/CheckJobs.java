package io.puypuy.engine.check;

import io.puypuy.api.Check;
import io.puypuy.api.Settings;
import io.puypuy.engine.plugin.Background;
import io.puypuy.engine.plugin.Failure;
import io.puypuy.engine.plugin.LoadedPlugin;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.plugin.UnusablePluginException;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the jobs of the enabled checks: one for each section of {@code conf/} that belongs to a check. Those whose
 * plugin, section and surroundings are the same stay as they are. Owner: the thread of the cycles.
 */
public final class CheckJobs {
    private final Duration limit;
    // Plugins whose configuration takes longer than the cycle may wait.
    private final Map<LoadedPlugin<Check>, Pending> pending = new HashMap<>();
    private List<CheckJob> current = List.of();
    private @Nullable Conf currentConf;

    public CheckJobs() {
        this(PluginLoader.LIMIT);
    }

    /**
     * No jobs yet.
     *
     * @param limit how long to wait for a plugin to be configured
     */
    public CheckJobs(Duration limit) {
        this.limit = limit;
    }

    /**
     * Jobs that may be run. Either {@link CheckJobs#adopt} it or {@link #discard} it.
     *
     * @param jobs of all checks, in order of the plugins; old ones and new ones
     * @param added those of them that are new
     * @param unready names of plugins that are still being configured, and have no jobs until they are
     * @param sections that the checks read
     * @param problems one sentence for each check or section that cannot be used; faults of the settings are in
     *     {@link Conf#faults()} too
     */
    public record Plan(
            Conf conf,
            List<CheckJob> jobs,
            List<CheckJob> added,
            Set<String> unready,
            Set<String> sections,
            List<String> problems) {
        private Plan(Conf conf) {
            this(conf, new ArrayList<>(), new ArrayList<>(), new HashSet<>(), new LinkedHashSet<>(), new ArrayList<>());
        }

        /** Closes the new jobs; the old ones go on. */
        public void discard() {
            added.forEach(CheckJob::close);
        }
    }

    /** Makes the jobs that are new; changes nothing yet. */
    public Plan plan(List<LoadedPlugin<Check>> plugins, Conf conf, CheckContext context) throws InterruptedException {
        Plan plan = new Plan(conf);
        forgetAllBut(plugins);
        for (LoadedPlugin<Check> plugin : plugins) {
            try {
                Making made = making(plugin, conf, context);
                plan.jobs.addAll(made.jobs);
                plan.added.addAll(made.added);
                plan.sections.add(made.section);
                plan.problems.addAll(made.problems);
            } catch (TimeoutException hangs) {
                plan.unready.add(plugin.name());
                plan.problems.add(plugin.shown() + ": still being configured; it is used as soon as it is ready");
            } catch (ExecutionException failed) {
                plan.problems.add(sentence(plugin, failed));
            }
        }
        return plan;
    }

    private Making making(LoadedPlugin<Check> plugin, Conf conf, CheckContext context)
            throws TimeoutException, ExecutionException, InterruptedException {
        Pending begun = pending.remove(plugin);
        boolean same = begun != null && begun.conf == conf && begun.context.equals(context);
        if (begun != null && !same) {
            begun.making.close();
        }
        Background<Making> making = begun != null && same
                ? begun.making
                : Background.start("configure " + plugin.name(), () -> make(plugin, conf, context));
        try {
            return making.await(begun != null && same ? Duration.ZERO : limit);
        } catch (TimeoutException slow) {
            pending.put(plugin, new Pending(conf, context, making));
            throw slow;
        }
    }

    private void forgetAllBut(List<LoadedPlugin<Check>> plugins) {
        pending.entrySet().removeIf(one -> {
            boolean gone = !plugins.contains(one.getKey());
            if (gone) {
                one.getValue().making.close();
            }
            return gone;
        });
    }

    /** Whether a plugin's configuration, for which the last plan did not wait, is ready: time for another plan. */
    public boolean isReady() {
        for (Pending one : pending.values()) {
            if (one.making.isDone()) {
                return true;
            }
        }
        return false;
    }

    private record Pending(Conf conf, CheckContext context, Background<Making> making) {}

    private static String sentence(LoadedPlugin<Check> plugin, ExecutionException failed) {
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        String phrase = Failure.phrase(cause);
        return cause instanceof UnusablePluginException
                ? String.valueOf(cause.getMessage())
                : plugin.shown() + ": " + phrase;
    }

    /** From now on these are the jobs that a later plan may keep. Whoever runs them closes those that are not among them. */
    public void adopt(Plan plan) {
        current = List.copyOf(plan.jobs);
        currentConf = plan.conf;
    }

    /** The jobs of one plugin; closed as a whole if they come too late. */
    private static final class Making implements AutoCloseable {
        private final List<CheckJob> jobs = new ArrayList<>();
        private final List<CheckJob> added = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private String section = "";

        @Override
        public void close() {
            added.forEach(CheckJob::close);
        }
    }

    private Making make(LoadedPlugin<Check> plugin, Conf conf, CheckContext context) throws UnusablePluginException {
        Making making = new Making();
        Check spare = plugin.newInstance();
        boolean done = false;
        try {
            making.section = spare.section();
            for (Settings settings : sections(conf, making.section)) {
                CheckJob kept = kept(plugin, settings, conf, context);
                if (kept != null) {
                    making.jobs.add(kept);
                    continue;
                }
                Check check = spare == null ? plugin.newInstance() : spare;
                spare = null;
                add(making, plugin, new CheckJob(plugin, check, settings, context), settings, conf);
            }
            done = true;
            return making;
        } finally {
            if (spare != null) {
                spare.close();
            }
            if (!done) {
                making.close();
            }
        }
    }

    private static List<Settings> sections(Conf conf, String section) {
        List<Settings> sections = conf.sections(section);
        return sections.isEmpty() ? List.of(conf.section(section)) : sections;
    }

    private @Nullable CheckJob kept(LoadedPlugin<Check> plugin, Settings settings, Conf conf, CheckContext context) {
        Conf before = currentConf;
        String label = settings.label().orElse("");
        for (CheckJob job : current) {
            boolean same = job.code() == plugin
                    && job.target().equals(label)
                    && job.context().equals(context);
            if (same && before != null && before.sameSection(conf, settings.section(), label)) {
                return job;
            }
        }
        return null;
    }

    private static void add(Making making, LoadedPlugin<Check> plugin, CheckJob job, Settings settings, Conf conf) {
        making.added.add(job);
        String title =
                settings.label().map(label -> settings.section() + ":" + label).orElse(settings.section());
        List<String> faults;
        try {
            job.configure(settings);
            faults = faults(conf, title);
        } catch (RuntimeException | Error thrown) {
            // One section of several: the others may be right.
            faults = List.of("[" + title + "] cannot be configured: " + Failure.phrase(thrown));
        }
        if (faults.isEmpty()) {
            making.jobs.add(job);
        } else {
            faults.forEach(fault -> making.problems.add(plugin.shown() + ": " + fault));
            making.added.remove(job);
            job.close();
        }
    }

    private static List<String> faults(Conf conf, String title) {
        Set<String> faults = new LinkedHashSet<>();
        for (Fault fault : conf.faults()) {
            if (!fault.warning() && fault.section().equals(title)) {
                faults.add(fault.toString());
            }
        }
        return new ArrayList<>(faults);
    }
}
