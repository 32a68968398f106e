package io.puypuy.server.http;

import static io.puypuy.server.store.StorePoints.LOAD;
import static io.puypuy.server.store.StorePoints.ramp;
import static io.puypuy.server.store.StorePoints.series;

import io.puypuy.api.Origin;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a daemon has to show, with two series in a store; servers for it, and a client for them. */
final class TestDaemon implements AutoCloseable {
    static final EngineStatus STATUS = new EngineStatus(
            "1",
            2,
            3,
            4,
            new Origin("h", "", "", ""),
            5,
            6,
            7,
            8,
            9,
            List.of(),
            List.of(),
            List.of(),
            List.of("one"),
            Optional.empty());

    /** The time of the first points. */
    final long from = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;

    @Nullable
    EngineStatus status = STATUS;

    @Nullable
    ScrapePage scrapePage;

    Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private final QuestStore store;

    TestDaemon(Path folder) throws IOException {
        store = QuestStore.open(new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES));
        store.append(ramp(series(LOAD, "0"), from, 10_000, 12));
        store.append(ramp(series(LOAD, "1"), from, 10_000, 6));
    }

    WebServer serve(WebSettings settings) throws IOException {
        return new WebServer(
                settings, new Sources(Optional.of(store), () -> status, () -> Optional.ofNullable(scrapePage), health));
    }

    HttpResponse<String> get(WebServer server, String path, String... headers)
            throws IOException, InterruptedException {
        return send(server, "GET", path, headers);
    }

    HttpResponse<String> send(WebServer server, String method, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url()).resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
