package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class KairosServerTest {
    private static final long TIME = 1_700_000_000_000L;

    @Test
    void givesBackWhatItStoredBeforeItWasStopped() throws Exception {
        KairosServer server = KairosServer.start();
        try (server) {
            String points = """
                    [{"name": "lo\\"ad", "datapoints": [[%1$d, 0.5], [%2$d, 10000000.0]], "tags": {"host": "a", "disk": "x"}},
                     {"name": "lo\\"ad", "datapoints": [[%1$d, 10000000], [%2$d, 9007199254740993]], "tags": {"host": "b", "disk": "x"}}]
                    """.formatted(TIME, TIME + 1);
            assertThat(ServerHttp.post(server.uri("/api/v1/datapoints"), Map.of(), points.getBytes(UTF_8))
                            .status())
                    .isEqualTo(204);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> server.query("lo\"ad", List.of("host"), TIME, TIME + 1)
                                    .size()
                            == 2);

            server.process().restart();

            assertThat(server.query("lo\"ad", List.of("host"), TIME, TIME + 1))
                    .extracting(result -> result.get("tags") + " " + result.get("values"))
                    .containsExactlyInAnyOrder(
                            "{disk=[x], host=[a]} [[1700000000000, 0.5], [1700000000001, 1.0E7]]",
                            "{disk=[x], host=[b]} [[1700000000000, 10000000], [1700000000001, 9007199254740993]]");
            assertThat(server.query("missing", List.of("host"), TIME, TIME + 1)).isEmpty();
            assertThat(server.metricNames()).containsExactly("lo\"ad");
        }
        assertThat(server.process().isRunning()).isFalse();
        assertThat(server.process().folder()).doesNotExist();
    }
}
