package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class OpenTsdbServerTest {
    private static final long TIME = 1_700_000_000_000L;

    @Test
    void givesBackWhatItStoredBeforeACrash() throws Exception {
        OpenTsdbServer server = OpenTsdbServer.start();
        try (server) {
            assertThat(server.query("löad", TIME, TIME + 1)).isEmpty();
            String points = """
                    [{"metric": "löad", "timestamp": %1$d, "value": 0.5, "tags": {"host": "a"}},
                     {"metric": "löad", "timestamp": %2$d, "value": 9007199254740993, "tags": {"host": "b"}}]
                    """.formatted(TIME, TIME + 1);
            assertThat(put(server.uri("/api/put?details"), points).body())
                    .isEqualTo("{\"success\":2,\"failed\":0,\"errors\":[]}");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.query("löad", TIME, TIME + 1).size() == 2);

            server.process().kill();
            server.process().restart();

            assertThat(server.query("löad", TIME, TIME + 1))
                    .extracting(result -> result.get("tags") + " " + result.get("dps"))
                    .containsExactlyInAnyOrder(
                            "{host=a} [[1700000000000, 0.5]]", "{host=b} [[1700000000001, 9007199254740993]]");
            assertThat(server.metricNames()).isEqualTo(List.of("löad"));
            String longer = points + " ".repeat(8_192);
            assertThat(put(server.uri("/api/put?details"), longer).status()).isEqualTo(400);
            assertThat(put(server.chunkedUri("/api/put?details"), longer).status())
                    .isEqualTo(200);
        }
        assertThat(server.process().isRunning()).isFalse();
        assertThat(server.process().folder()).doesNotExist();
    }

    private static ServerHttp.Answer put(URI uri, String points) throws IOException {
        return ServerHttp.post(uri, Map.of("Content-Type", "application/json"), points.getBytes(UTF_8));
    }
}
