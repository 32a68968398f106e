package io.puypuy.engine.check;

import io.puypuy.api.Check;
import io.puypuy.api.Origin;
import io.puypuy.engine.check.CheckJobs.Plan;
import io.puypuy.engine.plugin.LoadedPlugin;
import io.puypuy.engine.plugin.PluginFolder;
import io.puypuy.engine.plugin.PluginLoader;
import io.puypuy.engine.settings.Conf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Enabled checks, each compiled from what a test writes as the members of its class, and their jobs. */
final class CompiledChecks implements AutoCloseable {
    final CheckJobs jobs = new CheckJobs(PluginLoader.PATIENCE);
    final List<LoadedPlugin<Check>> plugins = new ArrayList<>();
    private final CheckContext context = new CheckContext(
            new Origin("here", "", "", ""),
            Duration.ofSeconds(5),
            Duration.ofSeconds(4),
            0,
            NoSources.make(),
            new MetricNames(),
            new CheckCounters(),
            new RecordingAlerts());
    private final List<CheckJob> made = new ArrayList<>();
    private final Path home;

    CompiledChecks(Path home) {
        this.home = home;
    }

    void add(String members) throws Exception {
        String name = "check_" + plugins.size();
        Path folder = PluginFolder.at(home.resolve(name)).check(members).build();
        plugins.add(new PluginLoader<>(Check.class, PluginLoader.PATIENCE).load(folder, "checks_enabled/" + name));
    }

    Plan plan(String conf) throws Exception {
        return plan(Conf.of("conf/test.ini", conf));
    }

    Plan plan(Conf conf) throws Exception {
        return plan(jobs, conf);
    }

    /** Its new jobs are closed in the end. */
    Plan plan(CheckJobs maker, Conf conf) throws Exception {
        Plan plan = maker.plan(plugins, conf, context);
        made.addAll(plan.added());
        return plan;
    }

    @Override
    public void close() {
        made.forEach(CheckJob::close);
        plugins.forEach(LoadedPlugin::close);
    }
}
