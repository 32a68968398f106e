package io.puypuy.check.memcached;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.Sockets.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Connections, items and traffic of one memcached. Source: the command stats of its text protocol. When the server cannot be
 * reached, refuses or answers something else, the run fails and sends nothing.
 */
@Extension
public final class MemcachedCheck implements Check {
    private static final int PORT = 11211;
    private static final int MAX_BYTES = 1 << 20;

    private final MemcachedMetrics metrics = new MemcachedMetrics();
    private Peer server = new Peer.Tcp("127.0.0.1", PORT, false);
    private StatsDialog dialog = new StatsDialog(Optional.empty());
    private Duration timeout = Duration.ofSeconds(3);

    @Override
    public String section() {
        return "Memcached";
    }

    @Override
    public List<Metric> metrics() {
        return MemcachedMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        server = Peer.from(settings, PORT);
        timeout = settings.duration("timeout", timeout);
        String user = settings.text("user", "");
        Optional<String> password = settings.secret("password");
        if (user.isEmpty() == password.isPresent()) {
            settings.fault(
                    user.isEmpty() ? "password" : "user",
                    user.isEmpty() ? "set without user" : "set without password",
                    "set both or neither");
        }
        dialog = new StatsDialog(password.map(word -> user + " " + word));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        String answer = run.sockets().exchange(server, dialog.question(), dialog::isWhole, timeout, MAX_BYTES);
        metrics.report(dialog.stats(answer), run);
    }
}
