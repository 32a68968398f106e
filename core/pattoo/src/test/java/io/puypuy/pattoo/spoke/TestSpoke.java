package io.puypuy.pattoo.spoke;

import io.puypuy.api.read.Programs;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.http.Listening;
import io.puypuy.pattoo.os.Trees;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.LogLevel;
import io.puypuy.pattoo.settings.ReceiverSettings;
import io.puypuy.pattoo.settings.SpokeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A spoke of a recorded machine, listening on loopback. */
final class TestSpoke implements AutoCloseable {
    private static final Programs UNAME = (command, timeout, maxBytes) -> new Programs.Output(0, "unknown\n", "");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Spoke spoke;

    TestSpoke(Path tree, Optional<String> apiKey) throws IOException {
        this(tree, apiKey, Optional.empty());
    }

    TestSpoke(Path tree, Optional<String> apiKey, Optional<Listening.Tls> tls) throws IOException {
        spoke = new Spoke(settings(tree, 0, apiKey, tls), Trees.files(tree), UNAME);
        spoke.start();
    }

    static SpokeSettings settings(Path folder, int port, Optional<String> apiKey, Optional<Listening.Tls> tls) {
        AgentSettings agent = new AgentSettings(
                "pattoo_agent_os_spoked",
                folder,
                folder,
                folder,
                folder,
                LogLevel.INFO,
                Duration.ofSeconds(300),
                new ReceiverSettings(
                        URI.create("http://127.0.0.1:1/"),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Duration.ofSeconds(1)),
                SpoolBounds.of(10, 1 << 20));
        Listening listening = new Listening(
                "spoke", InetAddress.getLoopbackAddress(), port, tls, 16, 64, "set ip_bind_port in spoke.yaml");
        return new SpokeSettings(agent, listening, apiKey);
    }

    int port() {
        return spoke.port();
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return ask("GET", path, headers);
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        spoke.close();
    }
}
