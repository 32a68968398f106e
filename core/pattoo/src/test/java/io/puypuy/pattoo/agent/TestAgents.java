package io.puypuy.pattoo.agent;

import io.puypuy.api.read.Http;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.pattoo.document.DocumentReceiver;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.LogLevel;
import io.puypuy.pattoo.settings.ReceiverSettings;
import io.puypuy.testkit.peer.RecordedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tests of agents have in common. */
public final class TestAgents {
    static final String ID = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";
    private static final Pattern NAME = Pattern.compile("\"pattoo_agent_id\": ?\"([^\"]*)\"");

    private TestAgents() {}

    /** A document that can be told from others by a name. */
    public static byte[] document(String name) {
        return ("{\"pattoo_agent_timestamp\": 1, \"pattoo_agent_id\": \"" + name
                        + "\", \"pattoo_agent_polling_interval\": 20000, \"pattoo_datapoints\": {}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The name of the document that was posted. */
    public static String name(RecordedRequest request) {
        Matcher matcher = NAME.matcher(request.text());
        return matcher.find() ? matcher.group(1) : "none in " + request.text();
    }

    /** Settings of an agent that posts to a port of loopback. */
    public static AgentSettings settings(Path folder, String program, int port) {
        return settings(folder, program, Duration.ofSeconds(20), port);
    }

    /** The same with another interval. */
    public static AgentSettings settings(Path folder, String program, Duration interval, int port) {
        ReceiverSettings receiver =
                new ReceiverSettings(receive(port), Optional.empty(), true, Optional.empty(), Duration.ofSeconds(10));
        return new AgentSettings(
                program,
                folder.resolve("log"),
                folder.resolve("cache"),
                folder.resolve("daemon"),
                folder.resolve("daemon"),
                LogLevel.INFO,
                interval,
                receiver,
                SpoolBounds.of(1_000, 256 << 20));
    }

    private static URI receive(int port) {
        return URI.create("http://127.0.0.1:" + port + "/pattoo/api/v1/agent/receive");
    }

    /** An outbox that posts to a port of loopback, with a key. */
    static Outbox outbox(Path cache, int port, LaneSettings settings, Http http) {
        return outbox(cache, port, SpoolBounds.of(1_000, 256 << 20), settings, http);
    }

    /** The same with a spool of that size. */
    static Outbox outbox(Path cache, int port, SpoolBounds bounds, LaneSettings settings, Http http) {
        HttpRequest request = HttpRequest.get(DocumentReceiver.address(receive(port), ID))
                .header("X-Api-Key", "key")
                .timeout(Duration.ofSeconds(10));
        DocumentReceiver receiver = new DocumentReceiver(http, request, "api_uri");
        return new Outbox(cache, ID, bounds, settings, receiver::answer);
    }
}
