package io.puypuy.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.read.Json;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class PrometheusServerTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void readsThePageThatItIsGiven() {
        try (RecordingHttpPeer page = RecordingHttpPeer.start();
                PrometheusServer server = PrometheusServer.startScraping(page.uri("/metrics"))) {
            page.answer(request -> PeerAnswer.of(200, "queue_length{host=\"a\"} 7.5\n"));

            List<Json> found = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.query("queue_length", Instant.now()), list -> !list.isEmpty());

            assertThat(found)
                    .singleElement()
                    .asString()
                    .contains("__name__=queue_length", "host=a", "job=test", ", 7.5]");
            assertThat(page.requests().get(0).target()).hasToString("/metrics");
        }
    }

    @Test
    void givesBackWhatWasWrittenBeforeACrash() throws Exception {
        try (PrometheusServer server = PrometheusServer.start()) {
            Map<String, String> headers = Map.of(
                    "Content-Type", "application/x-protobuf",
                    "Content-Encoding", "snappy",
                    "X-Prometheus-Remote-Write-Version", "0.1.0");
            assertThat(ServerHttp.post(server.uri("/api/v1/write"), headers, snappyLiteral(writeRequest()))
                            .status())
                    .isEqualTo(204);

            server.process().kill();
            server.process().restart();

            assertThat(server.query("load[1m]", TIME))
                    .singleElement()
                    .hasToString("{metric={__name__=load}, values=[[1700000000, 0.42]]}");
        }
    }

    @Test
    void leavesNeitherProcessNorFolder() {
        PrometheusServer server = PrometheusServer.start();
        server.close();
        assertThat(server.process().isRunning()).isFalse();
        assertThat(server.process().folder()).doesNotExist();
    }

    /** WriteRequest{timeseries{labels{"__name__", "load"}, samples{0.42, 1700000000000}}}, remote write 1.0. */
    private static byte[] writeRequest() {
        byte[] label = concat(field(1, "__name__".getBytes(UTF_8)), field(2, "load".getBytes(UTF_8)));
        byte[] value = ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) ((1 << 3) | 1))
                .putDouble(0.42)
                .array();
        byte[] sample = concat(value, new byte[] {2 << 3}, varint(TIME.toEpochMilli()));
        return field(1, concat(field(1, label), field(2, sample)));
    }

    private static byte[] field(int number, byte[] content) {
        return concat(new byte[] {(byte) ((number << 3) | 2)}, varint(content.length), content);
    }

    /** Snappy's block format: the length, then one literal of at most 60 bytes. */
    private static byte[] snappyLiteral(byte[] content) {
        return concat(varint(content.length), new byte[] {(byte) ((content.length - 1) << 2)}, content);
    }

    private static byte[] varint(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = number;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
