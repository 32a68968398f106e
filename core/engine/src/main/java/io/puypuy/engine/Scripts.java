package io.puypuy.engine;

import io.puypuy.engine.schedule.Job;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.script.ScriptContext;
import io.puypuy.engine.script.ScriptCounters;
import io.puypuy.engine.script.ScriptFolder;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The enabled scripts. Owner: the thread {@code cycle}; problems and counters may be read by any. */
final class Scripts implements Part {
    private final Path home;
    private final Path folder;
    private final Predicate<String> wanted;
    private final Map<String, String> environment;
    private final ProgramRunner runner;
    private final ScriptCounters counters = new ScriptCounters();
    private @Nullable ScriptContext context;
    private @Nullable ScriptFolder scripts;
    private volatile List<String> problems = List.of();

    /**
     * Nothing yet.
     *
     * @param home PuyPuy's folder, for the scripts' environment
     * @param wanted names in the folder that count
     */
    Scripts(Path home, Path folder, Predicate<String> wanted, Map<String, String> environment, ProgramRunner runner) {
        this.home = home;
        this.folder = folder;
        this.wanted = wanted;
        this.environment = environment;
        this.runner = runner;
    }

    @Override
    public Change prepare(Conf next, SelfConfig self) {
        ScriptContext around = new ScriptContext(home, self.origin(), self.period(), self.timeout(), environment);
        if (context != null && around.equals(context)) {
            return Change.NONE;
        }
        return new Change() {
            @Override
            public void apply() {
                context = around;
                // The jobs of the old folder are closed by whoever runs them.
                scripts = new ScriptFolder(folder, wanted, around, runner, counters);
            }

            @Override
            public void discard() {}
        };
    }

    /** The scripts that are enabled now; unchanged ones keep their job. */
    List<? extends Job> scan() {
        ScriptFolder now = scripts;
        if (now == null) {
            return List.of();
        }
        List<? extends Job> jobs = now.scan();
        problems = now.problems();
        return jobs;
    }

    ScriptCounters counters() {
        return counters;
    }

    List<String> problems() {
        return problems;
    }
}
