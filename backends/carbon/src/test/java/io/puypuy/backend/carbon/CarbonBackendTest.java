package io.puypuy.backend.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.api.backend.UnsendablePointException;
import io.puypuy.backend.carbon.Unpickler.Element;
import io.puypuy.testkit.backend.BackendContract;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.LaneDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.backend.Receiver;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.PeerConnection;
import io.puypuy.testkit.server.FreePort;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarbonBackendTest extends BackendContract {
    private static final long MILLIS = 1_700_000_000_999L;

    @Override
    protected Backend backend() {
        return new CarbonBackend();
    }

    @Override
    protected String ini(String address) {
        return "address = " + address + "\ntimeout = 1s\n";
    }

    @Override
    protected Receiver receiver(int port) {
        return new CarbonPeer(port);
    }

    @Override
    protected Map<String, PeerBehaviour> faults() {
        Map<String, PeerBehaviour> faults = super.faults();
        faults.put("resets at once", PeerConnection::reset);
        faults.put("answers", connection -> {
            connection.send("220 mail.example.org ESMTP\r\n");
            connection.in().readAllBytes();
        });
        faults.put("answers 100 MB", PeerBehaviour.answersHuge(100 << 20));
        faults.put("reads everything and does not close", connection -> {
            connection.in().readAllBytes();
            connection.hang();
        });
        return faults;
    }

    private static BackendDriver driver(int port, String more) {
        return BackendDriver.of(new CarbonBackend(), "address = 127.0.0.1:" + port + "\ntimeout = 5s\n" + more);
    }

    @Test
    void sendsTheGoldenPointsAsThePredecessorDoes() throws Exception {
        List<Element> expected = new ArrayList<>();
        try (InputStream golden = CarbonBackendTest.class.getResourceAsStream("puypuy-golden.pickle")) {
            // The predecessor sends the text "0.42", because its check handed over a text.
            for (Element element : Unpickler.frames(golden.readAllBytes()).get(0)) {
                expected.add(
                        "0.42".equals(element.value())
                                ? new Element(element.path(), element.seconds(), 0.42)
                                : element);
            }
        }
        try (CarbonPeer peer = new CarbonPeer();
                BackendDriver driver = driver(peer.port(), "")) {
            assertThat(driver.send(Points.golden())).isEqualTo(new Delivery.Stored());
            assertThat(peer.frames()).containsExactly(List.of(expected));
        }
    }

    @Test
    void everyNumberComesBackFromAPickle() throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, MILLIS, 1, 5);
        try (CarbonPeer peer = new CarbonPeer();
                BackendDriver driver = driver(peer.port(), "")) {
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
            List<List<Element>> frames = peer.frames().get(0);
            assertThat(frames).hasSize(20).allMatch(frame -> frame.size() == 500);
            List<Element> elements = frames.stream().flatMap(List::stream).toList();
            for (int i = 0; i < points.size(); i++) {
                DataPoint point = points.get(i);
                Object value = point.isInteger() ? point.integer() : (Object) point.floating();
                assertThat(elements.get(i))
                        .isEqualTo(
                                new Element(CarbonNames.path(point.series()), point.timestampMillis() / 1000, value));
            }
        }
    }

    @Test
    void everyNumberComesBackFromALine() throws Exception {
        List<DataPoint> points = Points.ofAllShapes(10_000, MILLIS, 1, 5);
        try (CarbonPeer peer = new CarbonPeer();
                BackendDriver driver = driver(peer.port(), "protocol = line\n")) {
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
            List<String> lines = peer.lines();
            assertThat(lines).hasSize(points.size());
            for (int i = 0; i < points.size(); i++) {
                DataPoint point = points.get(i);
                String[] words = lines.get(i).split("\\s", -1);
                assertThat(words).hasSize(3);
                assertThat(words[0]).isEqualTo(CarbonNames.path(point.series()));
                assertThat(words[2]).isEqualTo(Long.toString(point.timestampMillis() / 1000));
                if (point.isInteger()) {
                    assertThat(words[1]).isEqualTo(point.valueText());
                } else {
                    assertThat(Double.parseDouble(words[1])).isEqualTo(point.floating());
                }
            }
        }
    }

    @Test
    void noFrameIsLargerThanCarbonTakes() throws Exception {
        List<DataPoint> points = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Tags tags = Tags.of("number", "n" + i);
            for (int tag = 0; tag < 10; tag++) {
                tags = tags.and("tag" + tag, "x".repeat(200));
            }
            points.add(Points.integer("long_path", tags, MILLIS, i));
        }
        List<Integer> lengths = new ArrayList<>();
        PeerBehaviour reads = connection -> {
            for (byte[] length = connection.in().readNBytes(4);
                    length.length == 4;
                    length = connection.in().readNBytes(4)) {
                lengths.add(ByteBuffer.wrap(length).getInt());
                connection.in().skipNBytes(lengths.get(lengths.size() - 1));
            }
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(reads);
                BackendDriver driver = driver(peer.port(), "max_batch_points = 100000\n")) {
            assertThat(driver.send(points)).isEqualTo(new Delivery.Stored());
            assertThat(lengths).hasSizeGreaterThan(2).allMatch(length -> length <= 1 << 20);
        }
    }

    @Test
    void sendsLinesOfPointsThatWaitedAsPickles() throws Exception {
        List<DataPoint> points = Points.plain(3, MILLIS);
        try (LaneDriver lane = LaneDriver.of(backend(), ini("127.0.0.1:" + FreePort.next()), folder)) {
            lane.offer(points);
            lane.inTrouble();
        }
        try (CarbonPeer peer = new CarbonPeer();
                LaneDriver lane =
                        LaneDriver.of(backend(), ini("127.0.0.1:" + peer.port()) + "protocol = line\n", folder)) {
            assertThat(lane.settled(3).delivered()).isEqualTo(3);
            assertThat(peer.lines())
                    .containsExactly(
                            "testcluster.testing.host_example_org.east-west-2.untyped.n0.plain_0 0.5 1700000000",
                            "testcluster.testing.host_example_org.east-west-2.untyped.n1.plain_1 1.5 1700000001",
                            "testcluster.testing.host_example_org.east-west-2.untyped.n2.plain_2 2.5 1700000002");
        }
    }

    @Test
    void refusesAsLineWhatIsNoPoint() throws Exception {
        byte[] bytes = {'X', 1, 0, 0, 0, 'a', 'K', 7, 'K', 8, (byte) 0x86, (byte) 0x86, 'X', 9, 0, 0, 0, 'b', 1};
        try (CarbonPeer peer = new CarbonPeer();
                BackendDriver driver = driver(peer.port(), "protocol = line\n")) {
            Delivery delivery = driver.backend().send(EncodedPoints.of(bytes, new int[] {12, 18, 19}));
            assertThat(delivery)
                    .isEqualTo(new Delivery.Refused(List.of(
                            new Delivery.Refusal(1, "not a point of carbon's"),
                            new Delivery.Refusal(2, "not a point of carbon's"))));
            assertThat(peer.lines()).containsExactly("a 8 7");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, -1000, Long.MIN_VALUE, 4_294_967_296_000L, Long.MAX_VALUE})
    void takesNoTimeThatCarbonHasNot(long millis) {
        try (BackendDriver driver = driver(1, "")) {
            assertThatThrownBy(() -> driver.encode(Points.floating("a", Tags.none(), millis, 1)))
                    .isInstanceOf(UnsendablePointException.class)
                    .hasMessageContaining("from 1970 to 2106");
        }
    }

    @Test
    void takesTheFirstAndTheLastSecond() throws Exception {
        try (CarbonPeer peer = new CarbonPeer();
                BackendDriver driver = driver(peer.port(), "")) {
            driver.send(List.of(
                    Points.integer("a", Tags.none(), 0, 1), Points.integer("a", Tags.none(), 4_294_967_295_999L, 2)));
            assertThat(peer.frames().get(0).get(0).stream().map(Element::seconds))
                    .containsExactly(0L, 4_294_967_295L);
        }
    }

    @Test
    void takesNoPathThatIsTooLongForAFile() {
        Tags tags = Tags.none();
        for (int tag = 0; tag < 20; tag++) {
            tags = tags.and("tag" + tag, "x".repeat(200));
        }
        DataPoint point = Points.integer("a", tags, MILLIS, 1);
        try (BackendDriver driver = driver(1, "")) {
            assertThatThrownBy(() -> driver.encode(point)).hasMessage("its path has more than 3900 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:2004, 127.0.0.1:2004",
        "graphite.example.org, graphite.example.org:2004",
        "[::1]:12004, [::1]:12004",
        "[::1], [::1]:2004",
    })
    void connectsToHostAndPort(String address, String endpoint) {
        // A file of PuyPuy has placeholders for users, which carbon does not know.
        String ini = "address: " + address + "\nuser: netangels\npass: bololo\nauth: False\n";
        try (BackendDriver driver = BackendDriver.of(new CarbonBackend(), ini)) {
            assertThat(driver.backend().endpoint().orElseThrow()).hasToString(endpoint);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "::1:2004", "host:", ":2004", "host:0", "host:65536", "http://host:2004", "host:x"})
    void namesAnAddressThatIsNone(String address) {
        assertThat(BackendDriver.faults(new CarbonBackend(), "address = " + address + "\n"))
                .containsExactly("conf/config.ini:2: [TSDB] address = \"" + address
                        + "\": not host and port; write host:port, such as 127.0.0.1:2004 or [::1]:2004");
    }

    @Test
    void namesOtherWrongSettings() {
        assertThat(BackendDriver.faults(
                        new CarbonBackend(), "address = a:2003\nformat = tags\nmax_batch_bytes = 1048577\n"))
                .containsExactly(
                        "conf/config.ini:2: [TSDB] address = \"a:2003\": carbon has its line receiver at port 2003;"
                                + " write port 2004, or protocol = line",
                        "conf/config.ini:3: [TSDB] format = \"tags\": not a choice; write one of path, tagged",
                        "conf/config.ini:4: [TSDB] max_batch_bytes = \"1048577\": out of range;"
                                + " write a whole number from 8192 to 1048576");
    }

    @Test
    void saysWhatToSetWhenTheServerIsNoCarbon() throws Exception {
        PeerBehaviour web = connection -> {
            connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.in().readAllBytes();
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(web);
                BackendDriver driver = driver(peer.port(), "")) {
            assertThat(driver.send(Points.golden()))
                    .isEqualTo(new Delivery.NotAllowed("127.0.0.1:" + peer.port()
                            + " answered \"HTTP/1.1 400 Bad Request \", but carbon never answers;"
                            + " check address and protocol"));
        }
    }
}
