package io.puypuy.check.redis;

import io.puypuy.api.Check;
import io.puypuy.api.CheckException;
import io.puypuy.api.CheckRun;
import io.puypuy.api.Metric;
import io.puypuy.api.Settings;
import io.puypuy.api.read.KeyValueText;
import io.puypuy.api.read.Sockets.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Clients, memory, persistence, traffic and replication of one Redis server, replica or sentinel. Source: the command INFO,
 * "Redis commands", with its default sections. When the server cannot be reached, refuses or answers something else, the run
 * fails and sends nothing.
 */
@Extension
public final class RedisCheck implements Check {
    private static final int PORT = 6379;
    private static final int MAX_BYTES = 1 << 20;
    // What the key auth has said since ever when there is no password.
    private static final String NO_PASSWORD = "False";

    private final RedisMetrics metrics = new RedisMetrics();
    private Peer server = new Peer.Tcp("127.0.0.1", PORT, false);
    private InfoDialog dialog = new InfoDialog(Optional.empty(), Optional.empty());
    private Duration timeout = Duration.ofSeconds(3);

    @Override
    public String section() {
        return "Redis";
    }

    @Override
    public List<Metric> metrics() {
        return RedisMetrics.all();
    }

    @Override
    public void configure(Settings settings) {
        server = Peer.from(settings, PORT);
        timeout = settings.duration("timeout", timeout);
        String user = settings.text("user", "");
        Optional<String> auth = settings.secret("auth").filter(word -> !word.equalsIgnoreCase(NO_PASSWORD));
        Optional<String> password = settings.secret("password");
        if (auth.isPresent() && password.isPresent()) {
            settings.fault("auth", "set although password is set too", "set one of both");
        }
        if (!user.isEmpty() && auth.isEmpty() && password.isEmpty()) {
            settings.fault("user", "set without password", "set both or neither");
        }
        dialog = new InfoDialog(Optional.of(user).filter(name -> !name.isEmpty()), password.or(() -> auth));
    }

    @Override
    public void collect(CheckRun run) throws CheckException, IOException {
        String answer = run.sockets().exchange(server, dialog.question(), dialog::isWhole, timeout, MAX_BYTES);
        metrics.report(KeyValueText.parse(dialog.text(answer), ':'), run);
    }
}
