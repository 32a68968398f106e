package io.puypuy.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.api.read.NagiosPlugins;
import io.puypuy.engine.status.Health;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.DocumentException;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.MetadataPair;
import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The database behind the recorded answers of pattoo's server: the series of rates.json, then documents 01 and 03, and a server for it. */
final class PattooDatabase implements AutoCloseable {
    static final String KEY = "correct horse battery";
    static final String WEB = "/pattoo/api/v1/web";
    static final String GRAPHQL = WEB + "/graphql";
    static final ObjectMapper JSON = new ObjectMapper();

    private static final String AGENT = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";
    private static final Instant NOW = Instant.ofEpochMilli(1_578_073_600_000L);

    private final HttpClient client = HttpClient.newHttpClient();
    final Inventory inventory;
    private final QuestStore store;

    PattooDatabase(Path folder) throws IOException, DocumentException {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        store = QuestStore.open(
                new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES), QuestStore.Durability.KILL, clock);
        inventory = Inventory.open(folder.resolve("inventory.jsonl"), clock);
        List<NewDatapoint> datapoints = new ArrayList<>();
        SampleRows rows = new SampleRows(64);
        for (JsonNode series : json("rates.json")) {
            // pattoo keeps no text.
            if (series.get("data_type").asInt() != DataType.TEXT.code()) {
                datapoints.add(series(series));
                int idx = datapoints.size();
                series.get("samples").forEach(sample -> add(rows, idx, sample));
            }
        }
        for (String document : List.of("01_stock.output.json", "03_shared_metadata.output.json")) {
            for (ReceivedDatapoint received : new DocumentReader(DocumentLimits.DEFAULT)
                    .read(bytes(document))
                    .datapoints()) {
                datapoints.add(received(received));
                rows.add(datapoints.size(), received.timestampMillis(), received.floating());
            }
        }
        inventory.addAll(datapoints);
        inventory.flush();
        store.samples().append(rows);
        for (int idx = 1; idx <= datapoints.size(); idx++) {
            inventory.seen(idx, store.samples().lastMillis(idx).orElseThrow());
        }
    }

    private static NewDatapoint series(JsonNode series) {
        return new NewDatapoint(
                AGENT,
                "host.example.org",
                "pattoo_agent_test",
                "posted " + series.get("key").asText(),
                DataType.of(series.get("data_type").asInt()).orElseThrow(),
                series.get("key").asText(),
                series.get("polling_interval").asLong(),
                List.of(Map.entry("release", "6.1.0"), Map.entry("disk_partition", "vda")));
    }

    private static void add(SampleRows rows, int idx, JsonNode sample) {
        if (sample.get(1).isIntegralNumber()) {
            rows.add(idx, sample.get(0).asLong(), sample.get(1).asLong());
        } else {
            rows.add(idx, sample.get(0).asLong(), sample.get(1).asDouble());
        }
    }

    private static NewDatapoint received(ReceivedDatapoint received) {
        List<Map.Entry<String, String>> metadata = new ArrayList<>();
        for (MetadataPair pair : received.metadata()) {
            metadata.add(Map.entry(pair.key(), pair.value()));
        }
        return new NewDatapoint(
                received.agentId(),
                received.target(),
                received.program(),
                received.checksum(),
                received.type(),
                received.key(),
                received.intervalMillis(),
                metadata);
    }

    static JsonNode json(String name) throws IOException {
        return JSON.readTree(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PattooDatabase.class.getResourceAsStream("pattoo/" + name))) {
            return in.readAllBytes();
        }
    }

    WebServer serve(Optional<String> key, boolean pattooOpen) throws IOException {
        WebSettings local = WebSettings.local(0, key);
        WebSettings settings = new WebSettings(
                local.address(), 0, key, local.allowed(), local.endpoints(), pattooOpen, NagiosPlugins.NONE);
        return new WebServer(
                settings,
                new Sources(Optional.of(store), Optional.of(inventory), () -> null, Optional::empty, new Health()));
    }

    /** The address that answers a query in GraphQL. */
    static String query(String text) {
        return GRAPHQL + "?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(WebServer server, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
        return send(request, headers);
    }

    HttpResponse<String> post(WebServer server, String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url()).resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(request, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws IOException {
        store.close();
        inventory.close();
    }
}
