package io.puypuy.check.networkbytes;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.Tags;
import io.puypuy.api.read.InterfaceCounters;
import io.puypuy.api.read.KernelFiles;
import io.puypuy.api.read.LineWords;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.read.NetTables;
import io.puypuy.api.read.Pace;
import io.puypuy.api.read.ProcessNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Traffic and state of network interfaces. Source: /proc/pid/net/dev, one file for all interfaces, /proc/pid/net/snmp and the
 * files of /sys/class/net. An interface that goes between two of the files costs only what has not been read of it.
 */
@Extension
public final class NetworkBytesCheck implements Check {
    private NetworkSettings settings =
            new NetworkSettings(false, true, new NameFilter(List.of()), Duration.ofSeconds(10), ProcessNetwork.own());
    private NetworkMetrics metrics = new NetworkMetrics(true);
    private Pace statePace = new Pace(settings.statePeriod());
    // Tags of the interfaces that are reported.
    private Map<String, Tags> reported = Map.of();

    @Override
    public String section() {
        return "Network Stats";
    }

    @Override
    public List<Metric> metrics() {
        return metrics.all();
    }

    @Override
    public void configure(Settings section) {
        settings = NetworkSettings.from(section);
        metrics = new NetworkMetrics(settings.rated());
        statePace = new Pace(settings.statePeriod());
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path net = settings.network().folder(files);
        List<InterfaceCounters> interfaces = InterfaceCounters.parse(files.read(net.resolve("dev")));
        Map<String, Tags> now = new HashMap<>();
        for (InterfaceCounters counters : interfaces) {
            if (settings.wants(counters.name())) {
                Tags known = reported.get(counters.name());
                Tags tags = known != null ? known : Tags.of("interface", counters.name());
                now.put(counters.name(), tags);
                report(counters, tags, run);
            }
        }
        reported = now;
        run.add(metrics.protocols, NetTables.columns(files.read(net.resolve("snmp"))), Tags.none());
        if (statePace.due(run.time())) {
            for (Map.Entry<String, Tags> one : now.entrySet()) {
                state(one.getKey(), one.getValue(), run);
            }
        }
    }

    private void report(InterfaceCounters counters, Tags tags, CheckRun run) {
        run.add(metrics.bytesReceived, counters.bytesReceived(), tags);
        run.add(metrics.bytesSent, counters.bytesSent(), tags);
        run.add(metrics.packetsReceived, counters.packetsReceived(), tags);
        run.add(metrics.packetsSent, counters.packetsSent(), tags);
        run.add(metrics.errorsReceived, counters.errorsReceived(), tags);
        run.add(metrics.errorsSent, counters.errorsSent(), tags);
        run.add(metrics.droppedReceived, counters.droppedReceived(), tags);
        run.add(metrics.droppedSent, counters.droppedSent(), tags);
        run.add(metrics.collisions, counters.collisions(), tags);
        run.add(metrics.multicastReceived, counters.multicastReceived(), tags);
    }

    private void state(String name, Tags tags, CheckRun run) throws CheckException, IOException {
        KernelFiles files = run.files();
        Path folder = files.sys().resolve("class/net").resolve(name);
        Optional<String> state = files.readIfPresent(folder.resolve("operstate"));
        // Drivers that know no states, such as those of tunnels, say "unknown": neither up nor down.
        if (state.isPresent() && !state.get().startsWith("unknown")) {
            run.add(NetworkMetrics.UP, state.get().strip().equals("up") ? 1 : 0, tags);
        }
        // An interface without a link has no speed: -1, or the file cannot be read.
        Optional<String> speed = files.readIfPresent(folder.resolve("speed"));
        if (speed.isPresent() && !speed.get().startsWith("-")) {
            run.add(NetworkMetrics.SPEED, count(speed.get()), tags);
        }
        Optional<String> mtu = files.readIfPresent(folder.resolve("mtu"));
        if (mtu.isPresent()) {
            run.add(NetworkMetrics.MTU, count(mtu.get()), tags);
        }
        // Since Linux 3.15.
        Optional<String> changes = files.readIfPresent(folder.resolve("carrier_changes"));
        if (changes.isPresent()) {
            run.add(metrics.carrierChanges, count(changes.get()), tags);
        }
    }

    private static long count(String text) throws CheckException {
        return LineWords.ofLine(text).count();
    }
}
