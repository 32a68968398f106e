package io.puypuy.backend.prometheusremotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Endpoint;
import io.puypuy.api.backend.PrometheusNames;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.HttpBackendContract;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusRemoteWriteBackendTest extends HttpBackendContract {
    private static final long NOW = 1_700_000_000_000L;

    @Override
    protected Backend backend() {
        return new PrometheusRemoteWriteBackend();
    }

    /** "Remote-Write 1.0", any 2xx. */
    @Override
    protected Set<Integer> storedStatuses() {
        return IntStream.range(200, 300).boxed().collect(Collectors.toSet());
    }

    @Override
    protected List<String> names(RecordedRequest request) {
        return WriteRequests.read(request.body()).stream()
                .map(WriteRequests.Written::name)
                .toList();
    }

    private static RecordedRequest sent(List<DataPoint> points, String ini) throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(
                        new PrometheusRemoteWriteBackend(), ini.formatted("127.0.0.1:" + peer.port()))) {
            peer.answer(request -> PeerAnswer.of(204, ""));
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
            return peer.requests().get(0);
        }
    }

    @Test
    void everyShapeIsInTheRequestWithSortedLabels() throws Exception {
        List<DataPoint> points = new ArrayList<>(Points.ofAllShapes(10_000, NOW, 1, 7));
        points.add(Points.floating("queue-length", Tags.of("dev-x", "1").and("Aa", "b"), -1, 1));
        points.add(Points.floating("future", Tags.none(), Long.MAX_VALUE, 1));

        List<WriteRequests.Written> written =
                WriteRequests.read(sent(points, "address = http://%s\n").body());

        assertThat(written).hasSize(points.size());
        for (int i = 0; i < points.size(); i++) {
            DataPoint point = points.get(i);
            Map<String, String> labels = new TreeMap<>(PrometheusNames.labels(point.series()));
            labels.put("__name__", PrometheusNames.metric(point.name()));
            WriteRequests.Written each = written.get(i);
            assertThat(List.copyOf(each.labels().entrySet())).isEqualTo(List.copyOf(labels.entrySet()));
            assertThat(Double.doubleToRawLongBits(each.value()))
                    .isEqualTo(Double.doubleToRawLongBits(point.floating()));
            assertThat(each.timestampMillis()).isEqualTo(point.timestampMillis());
        }
    }

    /** The predecessor had no remote write; names, tags, times and values are those that it sends to InfluxDB. */
    @Test
    void meansTheSameAsThePredecessorsRecords() throws Exception {
        List<WriteRequests.Written> written = WriteRequests.read(
                sent(Points.golden(), "address = http://%s\n").body());

        Map<String, String> common = Map.of(
                "host", "host.example.org", "cluster", "testcluster", "group", "testing", "location", "east-west-2");
        assertThat(written)
                .containsExactly(
                        golden(common, 0.42, "__name__", "sys_load_1", "type", "untyped"),
                        golden(common, 12.5, "__name__", "cpu_load", "type", "gauge", "core", "all"),
                        golden(
                                common,
                                123_456_789_012.0,
                                "__name__",
                                "drive_bytes_used",
                                "type",
                                "system",
                                "mountpoint",
                                "rootfs"),
                        golden(common, 7.25, "__name__", "nginx_requests", "type", "nginx"),
                        golden(common, 3, "__name__", "tcp_connections", "type", "system", "flag", "established"));
    }

    private static WriteRequests.Written golden(Map<String, String> common, double value, String... more) {
        Map<String, String> labels = new HashMap<>(common);
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        return new WriteRequests.Written(labels, value, NOW);
    }

    @Test
    void requestHasTheHeadersOfTheSpecification() throws Exception {
        RecordedRequest request = sent(Points.plain(1, NOW), "address = http://%s/\nuser = test\npass = Te$t:ing\n");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).hasToString("/api/v1/write");
        assertThat(request.header("Content-Type")).contains("application/x-protobuf");
        assertThat(request.header("Content-Encoding")).contains("snappy");
        assertThat(request.header("X-Prometheus-Remote-Write-Version")).contains("0.1.0");
        assertThat(request.header("User-Agent").orElse("")).startsWith("puypuy");
        String pair = Base64.getEncoder().encodeToString("test:Te$t:ing".getBytes(StandardCharsets.UTF_8));
        assertThat(request.header("Authorization")).contains("Basic " + pair);
    }

    @Test
    void takesPlaceholdersAndTokens() throws Exception {
        String placeholders = "address = http://%s\nuser = netangels\npass = bololo\nauth = False\n";
        assertThat(sent(Points.plain(1, NOW), placeholders).header("Authorization"))
                .isEmpty();
        assertThat(sent(Points.plain(1, NOW), "address = http://%s\ntoken = secret\n")
                        .header("Authorization"))
                .contains("Bearer secret");
    }

    @ParameterizedTest
    @CsvSource({
        "http://%s, '', /api/v1/write",
        "http://%s/api/v1/push, '', /api/v1/push",
        "http://%s/api/v1/push/?tenant=a, '', /api/v1/push/?tenant=a",
        "http://%s/prometheus, /api/v1/write, /prometheus/api/v1/write"
    })
    void addressIsThatOfTheServerOrTheWholeOne(String address, String datapoints, String target) throws Exception {
        String ini = "address = " + address + "\ndatapoints = " + datapoints + "\n";
        assertThat(sent(Points.plain(1, NOW), ini).target()).hasToString(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | out of order sample                   | RefusedWhole | out_of_order_time_window",
                "400 | out of bounds                         | Refused      | out_of_order_time_window",
                "400 | duplicate sample for timestamp        | RefusedWhole | perhaps these too",
                "500 | too old sample                        | Refused      | out_of_order_time_window",
                "400 | err-mimir-sample-out-of-order: refused | RefusedWhole | out_of_order_time_window",
                "500 | label name \"z\" is not unique: invalid sample | RefusedWhole | not unique",
                "400 | snappy: corrupt input                 | RefusedWhole | corrupt input",
                "409 | store locally for endpoint: conflict  | RefusedWhole | conflict",
                "413 | too large                             | RefusedWhole | too large",
                "422 | label value too long                  | RefusedWhole | too long",
                "429 | slow down                             | RetryLater   | slow down",
                "500 | disk is full                          | RetryLater   | disk is full",
                "503 | starting                              | RetryLater   | starting",
                "502 | too old a browser                     | RetryLater   | too old",
                "429 | too far from done                     | RetryLater   | too far",
                "401 | who?                                  | NotAllowed   | check user and pass, or token",
                "404 | nothing here                          | NotAllowed   | --web.enable-remote-write-receiver",
                "405 | no                                    | NotAllowed   | --web.enable-remote-write-receiver"
            })
    void judgesWhatTheReceiverSays(int status, String body, String kind, String words) throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(
                        new PrometheusRemoteWriteBackend(), "address = http://127.0.0.1:" + peer.port() + "\n")) {
            peer.answer(request -> PeerAnswer.of(status, body));

            Delivery delivery = driver.send(Points.plain(2, NOW));

            assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
            assertThat(delivery.toString()).contains(words);
        }
    }

    @Test
    void whatIsTooOldCostsTwoRequests() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(
                        new PrometheusRemoteWriteBackend(), "address = http://127.0.0.1:" + peer.port() + "\n")) {
            peer.answer(request -> PeerAnswer.of(400, "out of bounds"));

            Delivery delivery = driver.send(Points.plain(5_000, NOW));

            assertThat(((Delivery.Refused) delivery).refusals()).hasSize(5_000);
            assertThat(peer.requests()).hasSize(2);
        }
    }

    @Test
    void looksForTheOldPointsIfTheLastIsNewEnough() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(
                        new PrometheusRemoteWriteBackend(), "address = http://127.0.0.1:" + peer.port() + "\n")) {
            peer.enqueue(PeerAnswer.of(400, "out of bounds"), PeerAnswer.of(204, ""));

            assertThat(driver.send(Points.plain(10, NOW))).isInstanceOf(Delivery.RefusedWhole.class);
        }
    }

    @Test
    void needsNoSettingsAndNamesTheirFaults() {
        assertThat(BackendDriver.faults(new PrometheusRemoteWriteBackend(), "")).isEmpty();
        assertThat(BackendDriver.faults(
                        new PrometheusRemoteWriteBackend(), "address = localhost:9090\nmax_batch_points = 0\n"))
                .hasSize(2);
        try (BackendDriver driver = BackendDriver.of(new PrometheusRemoteWriteBackend(), "")) {
            assertThat(driver.backend().endpoint()).contains(new Endpoint("127.0.0.1", 9090, Optional.empty()));
            assertThat(driver.backend().oldestFirst()).isTrue();
        }
    }
}
