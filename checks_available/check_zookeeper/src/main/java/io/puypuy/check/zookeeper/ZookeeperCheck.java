package io.puypuy.check.zookeeper;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.read.Sockets.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.pf4j.Extension;

/**
 * State, traffic, latencies and sizes of one ZooKeeper server. Source: its commands mntr and ruok, one connection each. When
 * mntr is not allowed, the server does not serve, or something else answers, the run fails and sends nothing.
 */
@Extension
public final class ZookeeperCheck implements Check {
    private static final int PORT = 2181;
    private static final int MAX_BYTES = 16 << 20;
    private static final List<String> SUMMARIES = List.of(
            "election_time",
            "fsynctime",
            "jvm_pause_time_ms",
            "propagation_latency",
            "readlatency",
            "snapshottime",
            "updatelatency");

    private Peer server = new Peer.Tcp("127.0.0.1", PORT, false);
    private Duration timeout = Duration.ofSeconds(3);
    private ZookeeperMetrics metrics = new ZookeeperMetrics(new NameFilter(SUMMARIES));

    @Override
    public String section() {
        return "ZooKeeper";
    }

    @Override
    public List<Metric> metrics() {
        return ZookeeperMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        server = Peer.from(settings, PORT);
        timeout = settings.duration("timeout", timeout);
        metrics = new ZookeeperMetrics(new NameFilter(settings.list("summaries", SUMMARIES)));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        metrics.report(ZookeeperReply.values(ask("mntr", run)), run);
        if (ZookeeperReply.isOk(ask("ruok", run))) {
            run.add(ZookeeperMetrics.OK, 1);
        }
    }

    // The server closes the connection behind its answer.
    private String ask(String command, CheckRun run) throws IOException {
        return run.sockets().exchange(server, command, timeout, MAX_BYTES);
    }
}
