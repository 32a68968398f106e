package io.puypuy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.engine.status.Health;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DatapointApiTest {
    private static final String SPOKE = "pattoo_agent_os_spoked";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MINUTE = 60_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final long start = System.currentTimeMillis() / MINUTE * MINUTE - 60 * MINUTE;
    private QuestStore store;
    private Inventory inventory;
    private WebServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
        inventory.addAll(List.of(
                datapoint("c1", DataType.COUNTER32, "disk_io_read_bytes", Map.entry("disk_partition", "vda<b>")),
                datapoint("c2", DataType.INTEGER, "memory_total", Map.entry("type", "Linux")),
                datapoint("c3", DataType.TEXT, "motd", Map.entry("type", "Linux"))));
        SampleRows rows = new SampleRows(10);
        rows.add(1, start, 4_294_967_000L);
        rows.add(1, start + MINUTE, 304L);
        rows.add(1, start + 2 * MINUTE, 4L);
        rows.add(1, start + 3 * MINUTE, 604L);
        for (int minute = 0; minute < 4; minute++) {
            rows.add(2, start + minute * MINUTE, 100L + minute);
            rows.add(3, start + minute * MINUTE, "text <" + minute + ">");
        }
        store = QuestStore.open(new StoreSettings(folder.resolve("store"), 30, 1L << 30));
        store.samples().append(rows);
        server = new WebServer(
                WebSettings.local(0, Optional.empty()),
                new Sources(Optional.of(store), Optional.of(inventory), () -> null, Optional::empty, new Health()));
    }

    private static NewDatapoint datapoint(
            String checksum, DataType type, String key, Map.Entry<String, String> metadata) {
        return new NewDatapoint("id1", "web1", SPOKE, checksum, type, key, MINUTE, List.of(metadata));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        inventory.close();
        store.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url())
                        .resolve(path.replace("WINDOW", "from=" + start + "&to=" + (start + 4 * MINUTE))))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> values(JsonNode series) {
        List<String> values = new ArrayList<>();
        series.get("values").forEach(value -> values.add(value.asText()));
        return values;
    }

    @Test
    void answersDatapointsAsMetricsWithCountersAsRates() throws Exception {
        JsonNode answer = json("/api/v1/datapoints/query?idx=2&idx=1&idx=999&WINDOW&step=1m&agg=avg");
        assertThat(answer.get("stepMillis").asLong()).isEqualTo(MINUTE);
        assertThat(answer.get("from").asLong()).isEqualTo(start);
        assertThat(answer.get("times")).hasSize(4);
        assertThat(answer.get("truncated").asBoolean()).isFalse();
        assertThat(answer.get("series")).hasSize(2);
        JsonNode memory = answer.get("series").get(0);
        assertThat(memory.get("idx").asInt()).isEqualTo(2);
        assertThat(memory.get("rate").asBoolean()).isFalse();
        assertThat(values(memory)).containsExactly("100.0", "101.0", "102.0", "103.0");
        assertThat(memory.get("max").asDouble()).isEqualTo(103);
        JsonNode disk = answer.get("series").get(1);
        assertThat(disk.get("rate").asBoolean()).isTrue();
        assertThat(values(disk)).containsExactly("null", "10.0", "null", "10.0");
        assertThat(disk.get("name").asText()).isNotEmpty();
        assertThat(disk.get("tags").get("agent").asText()).isEqualTo("id1");
        assertThat(disk.get("tags").get("target").asText()).isEqualTo("web1");
        assertThat(disk.get("tags").toString()).contains("vda<b>");
    }

    @Test
    void answersTotalsWhenAsked() throws Exception {
        JsonNode answer = json("/api/v1/datapoints/query?idx=1&WINDOW&step=1m&raw=yes");
        assertThat(values(answer.get("series").get(0))).containsExactly("4.294967E9", "304.0", "4.0", "604.0");
        assertThat(answer.get("series").get(0).get("rate").asBoolean()).isFalse();
    }

    @Test
    void answersTheNewestTexts() throws Exception {
        assertThat(json("/api/v1/datapoints/texts?idx=3&idx=2"))
                .isEqualTo(JSON.readTree(
                        "{\"texts\":[{\"idx\":3,\"timestamp\":" + (start + 3 * MINUTE) + ",\"text\":\"text <3>\"}]}"));
        JsonNode some =
                json("/api/v1/datapoints/texts?idx=3&from=" + start + "&to=" + (start + 2 * MINUTE) + "&limit=9");
        assertThat(some.get("texts")).hasSize(2);
        assertThat(some.get("texts").get(0).get("text").asText()).isEqualTo("text <1>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query                                | 400 | idx is missing",
                "query?idx=x                          | 400 | expected the number",
                "query?idx=-1                         | 400 | expected the number",
                "query?idx=0                          | 404 | there is no datapoint 0",
                "query?idx=999                        | 404 | there is no datapoint 999",
                "query?idx=1&raw=maybe                | 400 | expected yes or no",
                "query?idx=1&agg=median               | 400 | expected avg",
                "query?idx=1&from=-30d&step=1s        | 400 | ask for a longer step",
                "query?idx=1&from=-1h&to=-2h          | 400 | from must be before to",
                "query?idx=1&metric=x                 | 400 | unknown parameter",
                "texts                                | 400 | idx is missing",
                "texts?idx=3&limit=0                  | 400 | expected a number",
                "texts?idx=3&from=yesterday           | 400 | expected milliseconds"
            })
    void refusesWhatItCannotAnswer(String path, int status, String words) throws Exception {
        HttpResponse<String> response = get("/api/v1/datapoints/" + path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @Test
    void refusesTooManyDatapoints() throws Exception {
        StringBuilder path = new StringBuilder("/api/v1/datapoints/query?");
        for (int i = 1; i <= 101; i++) {
            path.append("idx=").append(i).append('&');
        }
        assertThat(get(path + "WINDOW").statusCode()).isEqualTo(400);
    }
}
