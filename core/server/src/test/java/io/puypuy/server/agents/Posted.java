package io.puypuy.server.agents;

import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A server of agents on a free port of the loopback, with store and inventory in a folder. */
final class Posted implements AutoCloseable {
    static final String AGENT = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";
    static final String RECEIVE = "/pattoo/api/v1/agent/receive/";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final QuestStore store;
    final Inventory inventory;
    final Intake intake;
    final AgentServer server;

    Posted(Path folder) throws IOException {
        this(folder, IntakeLimits.DEFAULT);
    }

    Posted(Path folder, IntakeLimits limits) throws IOException {
        this(folder, AgentApiSettings.local(0, limits));
    }

    Posted(Path folder, AgentApiSettings settings) throws IOException {
        store = QuestStore.open(
                new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES),
                QuestStore.Durability.KILL,
                Clock.systemUTC());
        inventory = Inventory.open(folder.resolve("inventory"), Clock.systemUTC());
        intake = Intake.open(folder.resolve("journal"), store.samples(), inventory, settings.limits());
        server = new AgentServer(settings, intake);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpRequest.Builder post(byte[] body) {
        return HttpRequest.newBuilder(uri(RECEIVE + AGENT))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    int answer(byte[] body) throws IOException, InterruptedException {
        return send(post(body)).statusCode();
    }

    @Override
    public void close() throws IOException {
        server.close();
        intake.close();
        inventory.close();
        store.close();
    }
}
