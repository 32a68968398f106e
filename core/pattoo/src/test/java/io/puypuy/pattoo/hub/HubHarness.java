package io.puypuy.pattoo.hub;

import static org.awaitility.Awaitility.await;

import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.Listening;
import io.puypuy.pattoo.agent.TestAgents;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.HubSettings;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A hub with spokes and a server on loopback, each of which a test may replace. */
final class HubHarness implements AutoCloseable {
    private final Path folder;
    private final List<HubSettings.Spoke> spokes = new ArrayList<>();
    private Duration interval = Duration.ofSeconds(60);
    private Duration timeout = Duration.ofSeconds(2);
    private int concurrency = 8;
    private int maxReplyBytes = 1 << 20;
    private Optional<String> pageKey = Optional.empty();
    private AllowedAddresses allowed = AllowedAddresses.EVERYBODY;
    private final List<Hub> hubs = new ArrayList<>();

    HubHarness(Path folder) {
        this.folder = folder;
    }

    HubHarness spoke(int port) {
        return spoke(port, Optional.empty());
    }

    HubHarness spoke(int port, Optional<String> key) {
        URI documents = URI.create("http://127.0.0.1:" + port + "/pattoo-agent-os");
        spokes.add(new HubSettings.Spoke(documents, key, true, Optional.empty()));
        return this;
    }

    HubHarness interval(Duration time) {
        interval = time;
        return this;
    }

    HubHarness timeout(Duration time) {
        timeout = time;
        return this;
    }

    HubHarness concurrency(int number) {
        concurrency = number;
        return this;
    }

    HubHarness maxReplyBytes(int bytes) {
        maxReplyBytes = bytes;
        return this;
    }

    HubHarness pageKey(String key) {
        pageKey = Optional.of(key);
        return this;
    }

    HubHarness allowed(String range) {
        allowed =
                new AllowedAddresses(List.of(AllowedAddresses.Range.parse(range).orElseThrow()));
        return this;
    }

    /** Starts a hub that posts to that port. */
    Hub start(int serverPort) throws IOException {
        AgentSettings agent = TestAgents.settings(folder, "pattoo_agent_os_hubd", interval, serverPort);
        Listening listening = Listening.plain("hub-page", InetAddress.getLoopbackAddress(), 0, "");
        HubSettings.Page page = new HubSettings.Page(listening, pageKey, allowed);
        Hub hub = new Hub(new HubSettings(agent, spokes, concurrency, timeout, maxReplyBytes, Optional.of(page)));
        hubs.add(hub);
        hub.start();
        return hub;
    }

    static HubStatus awaitPolls(Hub hub, long number) {
        await().atMost(Duration.ofSeconds(40)).until(() -> hub.status().polls() >= number);
        return hub.status();
    }

    /** How often each document was posted. */
    static Map<String, Integer> posted(RecordingHttpPeer server) {
        Map<String, Integer> counts = new TreeMap<>();
        server.requests().forEach(request -> counts.merge(TestAgents.name(request), 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        hubs.forEach(Hub::close);
    }
}
