package io.puypuy.check.nagios;

import io.puypuy.api.Alert;
import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.NagiosPlugin;
import io.puypuy.api.read.NagiosPlugin.State;
import io.puypuy.api.read.NagiosPlugins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.pf4j.Extension;

/**
 * Runs the plugins of Nagios that the settings name, one after the other: what they found becomes an alert and a point, their
 * performance data becomes points. A plugin that cannot be run, takes too long or crashes is UNKNOWN, and the run fails; the
 * others are run all the same.
 */
@Extension
public final class NagiosCheck implements Check {
    static final String TYPE = "nagios";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final Metric STATE = Metric.integer("nagios_state", "")
            .type(TYPE)
            .help("what the plugin found: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN");
    private static final Metric DURATION =
            Metric.floating("nagios_duration", "s").type(TYPE).help("time that the plugin took");

    private final LongSupplier nanoClock;
    private final PerfMetrics perfMetrics = new PerfMetrics();
    private NagiosPlugins plugins = NagiosPlugins.NONE;
    // The plugin that is run first: behind the one that was running when the time of the run before was up.
    private int first;

    public NagiosCheck() {
        this(System::nanoTime);
    }

    NagiosCheck(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    @Override
    public String section() {
        return NagiosPlugins.SECTION;
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(List.of(STATE, DURATION));
        metrics.addAll(PerfMetrics.patterns());
        return metrics;
    }

    @Override
    public void configure(Settings settings) {
        plugins = NagiosPlugins.from(settings);
    }

    @Override
    public void collect(CheckRun run) throws InterruptedException {
        List<NagiosPlugin> list = plugins.list();
        if (list.isEmpty()) {
            run.nothingToReport("section [Nagios] names no plugin");
            return;
        }
        int begin = first;
        for (int i = 0; i < list.size(); i++) {
            int current = (begin + i) % list.size();
            first = (current + 1) % list.size();
            run(list.get(current), run);
        }
        first = 0;
    }

    private void run(NagiosPlugin plugin, CheckRun run) throws InterruptedException {
        Tags tags = Tags.of("check", plugin.name());
        NagiosPlugin.Result result;
        long start = nanoClock.getAsLong();
        try {
            result = plugin.run(run.programs(), plugins.timeout());
        } catch (CheckException | IOException e) {
            report(plugin, State.UNKNOWN, String.valueOf(e.getMessage()), run);
            run.targetFailed(plugin.name(), e);
            return;
        }
        run.add(DURATION, (nanoClock.getAsLong() - start) / NANOS_PER_SECOND, tags);
        PluginOutput output = PluginOutput.parse(result.output());
        report(plugin, result.state(), output.text(), run);
        try {
            report(output.perfData(), tags, run);
        } catch (CheckException e) {
            run.targetFailed(plugin.name(), e);
        }
    }

    private static void report(NagiosPlugin plugin, State state, String text, CheckRun run) {
        run.add(STATE, state.code(), Tags.of("check", plugin.name()));
        Alert.Level level = level(state);
        String message = level + ": " + (state == State.UNKNOWN ? "state unknown: " : "") + text;
        run.alert(new Alert("Nagios-" + plugin.name(), level, message, OptionalInt.of(0)));
    }

    private void report(PerfData data, Tags tags, CheckRun run) throws CheckException {
        for (PerfData.Item item : data.items()) {
            perfMetrics.report(item, tags, run);
        }
        if (!data.unread().isEmpty()) {
            throw CheckException.unexpectedReply(
                    "performance data label=value", data.unread().get(0));
        }
    }

    // Somebody has to look at what is unknown, but nothing is known to be broken.
    private static Alert.Level level(State state) {
        return switch (state) {
            case OK -> Alert.Level.OK;
            case WARNING, UNKNOWN -> Alert.Level.WARNING;
            case CRITICAL -> Alert.Level.ERROR;
        };
    }
}
