package io.puypuy.backend.pattoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodeBuffer;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.Limits;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.pattoo.document.AgentData;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.pattoo.document.DocumentWriter;
import io.puypuy.pattoo.document.MetadataPair;
import io.puypuy.pattoo.document.ReceivedDatapoint;
import io.puypuy.pattoo.document.ReceivedDocument;
import io.puypuy.pattoo.document.Target;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent. */
class PattooBackendTest {
    private static final long TIME = 1_700_000_000_250L;
    private static final String ID = "66cf7a8e560f75e23d557023ce591120abd094925bde6d97f09561b69b6ed3c4";

    private final Path folder;
    private final RecordingHttpPeer peer = RecordingHttpPeer.start().answer(request -> PeerAnswer.of(200, "OK"));
    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT);

    PattooBackendTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(Files.createDirectories(folder.resolve("agent_id")).resolve("puypuy.agent_id"), ID);
    }

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private String ini(String more) {
        return "address = http://127.0.0.1:" + peer.port() + "\nhostname = agent.example.org\ndaemon_directory = "
                + folder + "\n" + more;
    }

    private BackendDriver driver(String more) {
        return BackendDriver.of(new PattooBackend(), ini(more));
    }

    private static DataPoint point(String name, long value) {
        return Points.integer(name, Tags.of("core", "0"), TIME, value);
    }

    @Test
    void twoPointsAreThisDocument() throws Exception {
        DataPoint whole = Points.integer("mem_total", Tags.none(), TIME, 25_276_510_208L);
        DataPoint floating = Points.floating("load_1", Tags.of("core", "all"), TIME + 10, 0.5);
        try (BackendDriver driver = driver("")) {
            assertThat(driver.send(List.of(whole, floating))).isEqualTo(new Delivery.Stored());
        }
        RecordedRequest request = peer.requests().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /pattoo/api/v1/agent/receive/" + ID);
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("X-Api-Key")).isEmpty();
        String pairs =
                "\"0\": [\"type\", \"untyped\"], \"1\": [\"cluster\", \"testcluster\"], \"2\": [\"group\", \"testing\"],"
                        + " \"3\": [\"location\", \"east-west-2\"], \"4\": [\"pattoo_agent_polling_interval\", \"5000\"],"
                        + " \"5\": [\"pattoo_agent_hostname\", \"agent.example.org\"], \"6\": [\"pattoo_agent_id\", \""
                        + ID + "\"],"
                        + " \"7\": [\"pattoo_agent_polled_target\", \"host.example.org\"], \"8\": [\"pattoo_agent_program\","
                        + " \"puypuy\"], \"9\": [\"pattoo_key\", \"mem_total\"], \"10\": [\"pattoo_data_type\", 99],"
                        + " \"11\": [\"pattoo_value\", 25276510208], \"12\": [\"pattoo_timestamp\", 1700000000250],"
                        + " \"13\": [\"pattoo_checksum\", \"%s\"], \"14\": [\"core\", \"all\"], \"15\": [\"pattoo_key\", \"load_1\"],"
                        + " \"16\": [\"pattoo_data_type\", 101], \"17\": [\"pattoo_value\", 0.5],"
                        + " \"18\": [\"pattoo_timestamp\", 1700000000260], \"19\": [\"pattoo_checksum\", \"%s\"]";
        assertThat(request.text())
                .isEqualTo("{\"pattoo_agent_timestamp\": 1700000000260, \"pattoo_agent_id\": \"" + ID
                        + "\", \"pattoo_agent_polling_interval\": 5000, \"pattoo_datapoints\": {\"key_value_pairs\": {"
                        + pairs.formatted(
                                // Python, hashlib: the chain of "pattoo Agents", chapter 5.
                                "4e5fcc90c7c00ad8b5e036cf3ff1e3d9145369ddafe135c31db3a4c47991497e",
                                "adc64875b7b7b716ade3cafb78a3079c5cc7ab1437cf4d6cb8ea1635d70e4692")
                        + "}, \"datapoint_pairs\": [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],"
                        + " [0, 1, 2, 3, 14, 4, 5, 6, 7, 8, 15, 16, 17, 18, 19]]}}");
    }

    @Test
    void anAgentOfPattooWouldPostTheSame() throws Exception {
        List<DataPoint> points = Points.golden();
        try (BackendDriver driver = driver("")) {
            driver.send(points);
        }
        AgentData data = new AgentData(
                new AgentIdentity(ID, "puypuy", "agent.example.org"),
                5000,
                points.get(0).timestampMillis());
        Target target = new Target("host.example.org");
        for (DataPoint point : points) {
            Datapoint[] same = {
                point.isInteger()
                        ? Datapoint.of(point.name(), point.integer(), DataType.INTEGER)
                        : Datapoint.of(point.name(), point.floating(), DataType.FLOAT)
            };
            point.series().allTags().without("host").forEach((name, value) -> same[0] = same[0].with(name, value));
            target.add(same[0].at(point.timestampMillis()));
        }
        EncodeBuffer expected = new EncodeBuffer();
        DocumentWriter.write(data.add(target), expected);
        assertThat(peer.requests().get(0).text()).isEqualTo(new String(expected.toByteArray(), UTF_8));
    }

    @Test
    void everyValueAndTagArrives() throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, TIME, 1000, 3);
        try (LaneDriver lane =
                LaneDriver.of(new PattooBackend(), ini("large_numbers = yes\n"), folder.resolve("spool"))) {
            lane.offer(points);
            assertThat(lane.settled(points.size()).delivered()).isEqualTo(points.size());
        }
        Map<String, ReceivedDatapoint> arrived = new HashMap<>();
        for (RecordedRequest request : peer.requests()) {
            ReceivedDocument document = reader.read(request.body());
            assertThat(document.dropped()).isZero();
            for (ReceivedDatapoint point : document.datapoints()) {
                arrived.put(tag(point, "number"), point);
            }
        }
        assertThat(peer.requests()).hasSizeGreaterThanOrEqualTo(10);
        for (DataPoint sent : points) {
            ReceivedDatapoint point = Objects.requireNonNull(
                    arrived.get(sent.series().tags().value("number").orElseThrow()));
            assertThat(point.key()).isEqualTo(sent.name());
            assertThat(point.type()).isEqualTo(sent.isInteger() ? DataType.INTEGER : DataType.FLOAT);
            assertThat(point.timestampMillis()).isEqualTo(sent.timestampMillis());
            assertThat(point.target()).isEqualTo("host.example.org");
            assertThat(tag(point, "shape"))
                    .isEqualTo(sent.series().tags().value("shape").orElseThrow());
            // Equal numbers share a pair, so that 0.0 may arrive as 0.
            if (sent.isInteger() && point.isWhole()) {
                assertThat(point.whole()).isEqualTo(sent.integer());
            } else {
                assertThat(point.floating()).isEqualTo(sent.floating());
            }
        }
    }

    private static String tag(ReceivedDatapoint point, String key) {
        return point.postedMetadata().stream()
                .filter(entry -> entry.key().equals(key))
                .map(MetadataPair::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLaterValueOfASeriesStandsInTheSameDocument() throws Exception {
        DataPoint later = DataPoint.of(point("load", 1).series(), TIME + 5000, 2);
        try (BackendDriver driver = driver("")) {
            driver.send(List.of(point("load", 1), later));
        }
        ReceivedDocument document = reader.read(peer.requests().get(0).body());
        assertThat(document.datapoints()).extracting(ReceivedDatapoint::value).containsExactly(1L, 2L);
        assertThat(document.datapoints().get(0).checksum())
                .isEqualTo(document.datapoints().get(1).checksum());
        // Documents are taken in the order of their times.
        assertThat(document.timestampMillis()).isEqualTo(TIME + 5000);
    }

    @Test
    void samePointsAreTheSameDocumentInAnotherLife() throws Exception {
        EncodedPoints encoded;
        try (BackendDriver driver = driver("")) {
            encoded = driver.encoded(List.of(point("load", 1), point("Pattoo_x", 2)), List.of());
            driver.backend().send(encoded);
        }
        try (BackendDriver driver = driver("")) {
            driver.backend().send(encoded);
        }
        assertThat(peer.requests().get(1).text())
                .isEqualTo(peer.requests().get(0).text());
    }

    @Test
    void sendsTheKeyThatOurServerMayAskFor() throws Exception {
        try (BackendDriver driver = driver("apikey = secret\ndatapoints = /p/receive/\n")) {
            driver.send(List.of(point("load", 1)));
        }
        assertThat(peer.requests().get(0).header("X-Api-Key")).contains("secret");
        assertThat(peer.requests().get(0).target()).hasToString("/p/receive/" + ID);
    }

    @Test
    void numbersThatWouldEndPattoosIngesterAreRefused() throws Exception {
        DataPoint large = Points.floating("m", Tags.none(), TIME, -1e30);
        try (BackendDriver driver = driver("");
                BackendDriver ours = driver("large_numbers = yes\n")) {
            assertThatThrownBy(() -> driver.encode(large))
                    .isInstanceOf(UnsendablePointException.class)
                    .hasMessageContaining("large_numbers");
            assertThat(driver.encode(Points.floating("m", Tags.none(), TIME, 9.99e29)))
                    .isNotEmpty();
            assertThat(ours.encode(large)).isNotEmpty();
        }
    }

    @Test
    void whatIsNoPointInTheSpoolCostsItselfAlone() throws Exception {
        try (BackendDriver driver = driver("")) {
            byte[] good = driver.encode(point("load", 1));
            List<byte[]> bad = new ArrayList<>();
            bad.add(new byte[0]);
            bad.add(new byte[16]);
            byte[] other = good.clone();
            other[0] = 9;
            bad.add(other);
            for (byte[] point : bad) {
                byte[] both = new byte[point.length + good.length];
                System.arraycopy(point, 0, both, 0, point.length);
                System.arraycopy(good, 0, both, point.length, good.length);
                Delivery delivery =
                        driver.backend().send(EncodedPoints.of(both, new int[] {point.length, both.length}));
                assertThat(delivery)
                        .isInstanceOfSatisfying(Delivery.Refused.class, refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(refusal -> {
                                    assertThat(refusal.index()).isZero();
                                    assertThat(refusal.reason()).startsWith("not a point");
                                }));
            }
            assertThat(peer.requests()).hasSize(3);
            assertThat(driver.backend().send(EncodedPoints.of(other, new int[] {other.length})))
                    .isInstanceOf(Delivery.Refused.class);
            assertThat(peer.requests()).hasSize(3);
        }
    }

    @Test
    void keepsEverythingUntilThereIsAnAgentId() throws Exception {
        Files.writeString(folder.resolve("agent_id/puypuy.agent_id"), "no id");
        try (BackendDriver driver = driver("")) {
            assertThat(driver.send(List.of(point("load", 1))))
                    .isInstanceOfSatisfying(Delivery.NotAllowed.class, not -> assertThat(not.reason())
                            .contains("puypuy.agent_id", "check daemon_directory"));
            Files.delete(folder.resolve("agent_id/puypuy.agent_id"));
            assertThat(driver.send(List.of(point("load", 1)))).isEqualTo(new Delivery.Stored());
        }
        assertThat(folder.resolve("agent_id/puypuy.agent_id")).content().matches("[0-9a-f]{64}");
    }

    @Test
    void saysWhatIsWrongWithTheSettings() {
        assertThat(BackendDriver.faults(new PattooBackend(), ini("program = a/b\n")))
                .singleElement()
                .asString()
                .contains("program", "letters, digits");
        try (BackendDriver driver = driver("max_batch_points = 7\n")) {
            assertThat(driver.backend().limits()).isEqualTo(new Limits(7, 1 << 20, 0));
            assertThat(driver.backend().oldestFirst()).isTrue();
            assertThat(driver.backend().endpoint().orElseThrow()).hasToString("127.0.0.1:" + peer.port());
        }
    }
}
