package io.puypuy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.puypuy.engine.status.Health;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.NewDatapoint;
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
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class AgentsApiTest {
    private static final String SPOKE = "pattoo_agent_os_spoked";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private Inventory inventory;
    private WebServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
        List<NewDatapoint> all = new ArrayList<>();
        all.add(new NewDatapoint(
                "id1",
                "web1",
                SPOKE,
                "c1",
                DataType.COUNTER64,
                "disk_io_read_bytes",
                300_000,
                List.of(Map.entry("disk_partition", "vda<b>"))));
        all.add(new NewDatapoint("id1", "web1", SPOKE, "c2", DataType.INTEGER, "memory_total", 300_000, List.of()));
        for (int i = 0; i < 1_200; i++) {
            all.add(new NewDatapoint("id2", "plant", "boiler", "c" + i, DataType.FLOAT, "t" + i, 1_000, List.of()));
        }
        inventory.addAll(all);
        inventory.seen(2, 1_764_244_800_000L, 300_000);
        server = new WebServer(
                WebSettings.local(0, Optional.empty()),
                new Sources(Optional.empty(), Optional.of(inventory), () -> null, Optional::empty, new Health()));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        inventory.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url()).resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void listsAgentsByProgramNameWithWhatTheyHave() throws Exception {
        assertThat(json("/api/v1/agents"))
                .isEqualTo(JSON.readTree("{\"agents\":["
                        + "{\"idx\":1,\"agentId\":\"id1\",\"target\":\"web1\",\"program\":\"pattoo_agent_os_spoked\","
                        + "\"programName\":\"Pattoo Standard OS Spoked Agent\",\"group\":1,\"datapoints\":2,"
                        + "\"lastMillis\":1764244800000,\"intervalMillis\":300000},"
                        + "{\"idx\":2,\"agentId\":\"id2\",\"target\":\"plant\",\"program\":\"boiler\","
                        + "\"programName\":\"boiler\",\"group\":1,\"datapoints\":1200,\"lastMillis\":0,\"intervalMillis\":0}],"
                        + "\"total\":2,\"truncated\":false}"));
    }

    @Test
    void listsDatapointsWithNamesUnitsAndMetadata() throws Exception {
        JsonNode answer = json("/api/v1/agents/1/datapoints");
        assertThat(answer.at("/agent/target").asText()).isEqualTo("web1");
        assertThat(answer.get("datapoints"))
                .isEqualTo(
                        JSON.readTree("[{\"idx\":1,\"key\":\"disk_io_read_bytes\",\"name\":\"Disk I/O (Bytes Read)\","
                                + "\"unit\":\"Bytes / Second\",\"type\":\"counter64\",\"intervalMillis\":300000,"
                                + "\"lastMillis\":0,\"metadata\":[{\"key\":\"disk_partition\",\"name\":\"Disk Partition\","
                                + "\"value\":\"vda<b>\"}]},"
                                + "{\"idx\":2,\"key\":\"memory_total\",\"name\":\"Memory (Total)\",\"unit\":\"Bytes\","
                                + "\"type\":\"integer\",\"intervalMillis\":300000,\"lastMillis\":1764244800000,"
                                + "\"metadata\":[]}]"));
        assertThat(answer.get("total").asInt()).isEqualTo(2);
    }

    @Test
    void describesDatapointsOfAnyAgents() throws Exception {
        JsonNode answer = json("/api/v1/datapoints?idx=3&idx=9999&idx=2").get("datapoints");

        assertThat(answer).hasSize(2);
        assertThat(answer.at("/0/target").asText()).isEqualTo("plant");
        assertThat(answer.at("/0/type").asText()).isEqualTo("float");
        assertThat(answer.get(1))
                .isEqualTo(JSON.readTree("{\"agent\":1,\"target\":\"web1\","
                        + "\"programName\":\"Pattoo Standard OS Spoked Agent\",\"idx\":2,\"key\":\"memory_total\","
                        + "\"name\":\"Memory (Total)\",\"unit\":\"Bytes\",\"type\":\"integer\","
                        + "\"intervalMillis\":300000,\"lastMillis\":1764244800000,\"metadata\":[]}"));
        assertThat(get("/api/v1/datapoints").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/datapoints?idx=one").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/api/v1/agents?search=SPOKED, 1",
        "/api/v1/agents?search=id2, 1",
        "/api/v1/agents?search=nothing, 0",
        "/api/v1/agents/1/datapoints?search=VDA, 1",
        "/api/v1/agents/1/datapoints?search=bytes%20read, 1",
        "/api/v1/agents/2/datapoints?search=t119, 11"
    })
    void findsWhatIsSearchedFor(String path, int total) throws Exception {
        assertThat(json(path).get("total").asInt()).isEqualTo(total);
    }

    @Test
    void givesOnePageAtATime() throws Exception {
        JsonNode first = json("/api/v1/agents/2/datapoints?limit=999999");
        assertThat(first.get("datapoints")).hasSize(1_000);
        assertThat(first.get("truncated").asBoolean()).isTrue();
        JsonNode last = json("/api/v1/agents/2/datapoints?offset=1100&search=t");
        assertThat(last.get("datapoints")).hasSize(100);
        assertThat(last.at("/datapoints/99/key").asText()).isEqualTo("t1199");
        assertThat(last.get("truncated").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/agents/3/datapoints",
                "/api/v1/agents/0/datapoints",
                "/api/v1/agents/x/datapoints",
                "/api/v1/agents/99999999999999999999/datapoints"
            })
    void agentThatIsNotThereIs404(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesParametersThatItDoesNotKnow() throws Exception {
        assertThat(get("/api/v1/agents?page=2").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/agents?offset=-1").statusCode()).isEqualTo(400);
    }
}
