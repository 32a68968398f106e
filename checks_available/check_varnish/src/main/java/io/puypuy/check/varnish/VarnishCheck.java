package io.puypuy.check.varnish;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.HitShare;
import io.puypuy.api.read.Programs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Counters of one Varnish, 4.0 to 7. Source: {@code varnishstat -j}, varnishstat(1) and varnish-counters(7). When the tool
 * fails, or the process that serves does not run, the run fails.
 */
@Extension
public final class VarnishCheck implements Check {
    private static final String NO_USER = "none";
    private static final String USAGE = "usage: varnishstat";
    private static final int MAX_BYTES = 16 << 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private List<String> command = List.of("/usr/bin/varnishstat", "-j");
    private Duration timeout = TIMEOUT;
    // Backends that are probed, as far as is known: without a probe all bits are 0 from Varnish 5 on.
    private final Set<String> probed = new HashSet<>();
    private HitShare hits = new HitShare();

    @Override
    public String section() {
        return "Varnish";
    }

    @Override
    public List<Metric> metrics() {
        return VarnishMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        timeout = settings.duration("timeout", TIMEOUT);
        command = command(
                settings.text("varnishstat", "/usr/bin/varnishstat"),
                settings.text("varnishuser", "varnish"),
                settings.text("name", ""),
                System.getProperty("user.name", ""));
    }

    /** What to run; root, and the user himself, need no sudo. */
    static List<String> command(String tool, String user, String name, String ownUser) {
        List<String> command = new ArrayList<>();
        if (!user.equals(NO_USER) && !user.equals(ownUser) && !ownUser.equals("root")) {
            command.addAll(List.of("sudo", "-n", "-u", user, "--"));
        }
        command.add(tool);
        if (!name.isEmpty()) {
            command.addAll(List.of("-n", name));
        }
        // By itself it looks for varnishd for five seconds, longer than a run may take.
        command.addAll(List.of("-t", "1", "-j"));
        return command;
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException, InterruptedException {
        Programs.Output printed = print(run);
        if (printed.exitCode() != 0) {
            throw new CheckException(command.get(0) + " ended with code " + printed.exitCode() + ": "
                    + CheckException.quoted(printed.err().strip()));
        }
        VarnishCounters counters = VarnishCounters.of(run.json(VarnishCounters.signed(printed.out())));
        add(run, VarnishMetrics.CHILD_RESTARTS, counters.crashes(), Tags.none());
        if (!counters.hasChild()) {
            hits = new HitShare();
            throw new CheckException("Varnish's child process, which serves, does not run");
        }
        run.add(VarnishMetrics.TABLE, counters, Tags.none());
        hitPercent(run, counters);
        storages(run, counters);
        backends(run, counters);
    }

    // Varnish 4.0 knows no -t and says how it is used; it does not look for varnishd a second time either.
    private Programs.Output print(CheckRun run) throws CheckException, IOException, InterruptedException {
        Programs.Output printed = run.programs().run(command, timeout, MAX_BYTES);
        if (printed.exitCode() == 0 || !printed.err().contains(USAGE) || !command.contains("-t")) {
            return printed;
        }
        List<String> unlimited = new ArrayList<>(command);
        int limit = unlimited.lastIndexOf("-t");
        unlimited.subList(limit, limit + 2).clear();
        command = List.copyOf(unlimited);
        return run.programs().run(command, timeout, MAX_BYTES);
    }

    private void hitPercent(CheckRun run, VarnishCounters counters) throws CheckException {
        Optional<Number> found = counters.number("MAIN.cache_hit");
        Optional<Number> missed = counters.number("MAIN.cache_miss");
        if (found.isEmpty() || missed.isEmpty()) {
            hits = new HitShare();
            return;
        }
        OptionalDouble percent =
                hits.percent(found.get().longValue(), missed.get().longValue());
        if (percent.isPresent()) {
            run.add(VarnishMetrics.HIT_PERCENT, percent.getAsDouble());
        }
    }

    private static void storages(CheckRun run, VarnishCounters counters) throws CheckException {
        for (VarnishCounters.Part storage : counters.storages()) {
            Tags tags = Tags.of("storage", storage.name());
            add(run, VarnishMetrics.STORAGE_BYTES, counters.number(storage.prefix() + "g_bytes"), tags);
            Optional<Number> space = counters.number(storage.prefix() + "g_space");
            // The one for short-lived objects has no limit unless one is set, and then says 0.
            if (space.isPresent()
                    && (space.get().longValue() > 0 || !storage.name().equals("Transient"))) {
                add(run, VarnishMetrics.STORAGE_SPACE, space, tags);
            }
        }
    }

    private void backends(CheckRun run, VarnishCounters counters) throws CheckException {
        Set<String> seen = new HashSet<>();
        for (VarnishCounters.Part backend : counters.backends()) {
            seen.add(backend.prefix());
            Tags tags = Tags.of("backend", backend.name()).and("vcl", backend.group());
            add(run, VarnishMetrics.BACKEND_FAILURES, counters.number(backend.prefix() + "fail"), tags);
            Optional<Number> happy = counters.number(backend.prefix() + "happy");
            if (happy.isPresent() && isProbed(backend, happy.get().longValue(), counters)) {
                run.add(VarnishMetrics.BACKEND_HAPPY, happy.get().longValue() & 1, tags);
            }
        }
        probed.retainAll(seen);
    }

    private boolean isProbed(VarnishCounters.Part backend, long bits, VarnishCounters counters) throws CheckException {
        Optional<Number> unhealthy = counters.number(backend.prefix() + "unhealthy");
        if (bits != 0 || (unhealthy.isPresent() && unhealthy.get().longValue() > 0)) {
            probed.add(backend.prefix());
        }
        return probed.contains(backend.prefix());
    }

    private static void add(CheckRun run, Metric metric, Optional<Number> number, Tags tags) {
        if (number.isPresent()) {
            run.add(metric, number.get().longValue(), tags);
        }
    }
}
