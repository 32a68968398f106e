package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Backend;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every backend that connects to a server keeps to, whatever that server does: the books balance, every point
 * arrives at least once or is rejected with a reason, the newest batch goes before the backlog (or behind it, if the
 * receiver needs the oldest first), and no other backend waits.
 */
@Timeout(240)
public abstract class BackendContract {
    private static final int BATCHES = 1_000;
    private static final int POINTS = 3;
    private static final int BOUND = 100;

    /** JUnit makes one for each test, factories included. */
    @TempDir
    protected Path folder = Path.of("not-made-yet");

    /** A new backend, as its plugin has it. */
    protected abstract Backend backend();

    /**
     * Settings for a server on loopback, with a time limit of a second.
     *
     * @param address {@code 127.0.0.1:1234}
     */
    protected abstract String ini(String address);

    /** A server that stores everything. */
    protected abstract Receiver receiver(int port);

    /** What a server that is out of order does. */
    protected Map<String, PeerBehaviour> faults() {
        Map<String, PeerBehaviour> faults = new TreeMap<>();
        faults.put("resets in the request", PeerBehaviour.resetsInRequest());
        faults.put("reads one byte a second", PeerBehaviour.readsSlowly());
        faults.put("never answers", PeerBehaviour.neverAnswers());
        return faults;
    }

    private static List<DataPoint> batch(int number, int points) {
        List<DataPoint> batch = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            // A time of its own for each batch, as the clock gives it.
            long millis = 1_700_000_000_000L + 1000L * number;
            batch.add(Points.floating("b%04d_p%d".formatted(number, i), Tags.of("core", "cpu0"), millis, number + 0.5));
        }
        return batch;
    }

    private static String local(int port) {
        return "127.0.0.1:" + port;
    }

    private static List<String> names(Receiver receiver) {
        return receiver.requests().stream().flatMap(List::stream).toList();
    }

    private static List<String> names(List<DataPoint> points) {
        return points.stream().map(DataPoint::name).toList();
    }

    @Test
    void deliversWhatIsOffered() throws IOException {
        List<DataPoint> points = batch(1, 500);
        try (Receiver receiver = receiver(0);
                LaneDriver lane = LaneDriver.of(backend(), ini(local(receiver.port())), folder)) {
            lane.offer(points);

            assertThat(lane.settled(500).delivered()).isEqualTo(500);
            assertThat(names(receiver)).containsExactlyInAnyOrderElementsOf(names(points));
            assertThat(SpoolListing.read(folder, 0).batches()).isZero();
        }
    }

    @TestFactory
    List<DynamicTest> keepsAllPointsWhileTheServer() {
        List<DynamicTest> tests = new ArrayList<>();
        faults().forEach((name, behaviour) -> tests.add(
                DynamicTest.dynamicTest(name, () -> survives(behaviour, folder.resolve(name.replace(' ', '_'))))));
        return tests;
    }

    private void survives(PeerBehaviour behaviour, Path spools) throws IOException {
        int port;
        try (FaultyTcpPeer faulty = FaultyTcpPeer.start(behaviour);
                Receiver healthy = receiver(0);
                LaneDriver other = LaneDriver.of(backend(), ini(local(healthy.port())), spools.resolve("other"));
                LaneDriver lane = LaneDriver.of(backend(), ini(local(faulty.port())), spools.resolve("lane"))) {
            port = faulty.port();
            lane.offer(batch(1, POINTS));
            lane.offer(batch(2, POINTS));
            BackendStatus status = lane.inTrouble();
            assertThat(status.message()).isNotBlank();
            other.offer(batch(1, POINTS));
            other.settled(POINTS);
            assertThat(lane.books().waiting()).isEqualTo(2 * POINTS);
        }
        // The same spool in another life, with the server as it should be.
        try (Receiver mended = receiver(port);
                LaneDriver lane = LaneDriver.of(backend(), ini(local(port)), spools.resolve("lane"))) {
            assertThat(lane.settled(2 * POINTS).delivered()).isEqualTo(2 * POINTS);
            assertThat(names(mended)).containsAll(names(batch(1, POINTS))).containsAll(names(batch(2, POINTS)));
        }
    }

    @Test
    void keepsAllPointsWhileNobodyListensOrTheNameIsUnknown() {
        try (LaneDriver lane = LaneDriver.of(backend(), ini(local(FreePort.next())), folder)) {
            lane.offer(batch(1, POINTS));
            assertThat(lane.inTrouble().message()).contains("refused");
            assertThat(lane.books().waiting()).isEqualTo(POINTS);
        }
        // Reserved by RFC 6761 so that it never exists.
        try (LaneDriver lane = LaneDriver.of(backend(), ini("nowhere.invalid:1234"), folder)) {
            assertThat(lane.inTrouble().message()).contains("nowhere.invalid");
            assertThat(lane.books().waiting()).isEqualTo(POINTS);
        }
        try (Receiver receiver = receiver(0);
                LaneDriver lane = LaneDriver.of(backend(), ini(local(receiver.port())), folder)) {
            lane.settled(POINTS);
            assertThat(names(receiver)).containsExactlyInAnyOrderElementsOf(names(batch(1, POINTS)));
        }
    }

    @Test
    void deliversAllBatchesAfterTheServerWasGoneForAThousand() {
        int port = FreePort.next();
        try (LaneDriver lane = LaneDriver.of(backend(), ini(local(port)), folder)) {
            for (int i = 0; i < BATCHES; i++) {
                lane.offer(batch(i, POINTS));
            }
            lane.await(status -> status.books().waitingBatches() == BATCHES);
            lane.inTrouble();
            try (Receiver receiver = receiver(port)) {
                assertThat(lane.settled(BATCHES * POINTS).delivered()).isEqualTo(BATCHES * POINTS);

                List<String> arrived = names(receiver);
                assertThat(new TreeSet<>(arrived)).hasSize(BATCHES * POINTS);
                assertInOrder(arrived);
            }
        }
    }

    /** The newest batch first, then from the oldest on; or from the oldest on throughout. */
    private void assertInOrder(List<String> arrived) {
        List<String> batches =
                arrived.stream().map(name -> name.substring(0, 5)).distinct().toList();
        List<String> sorted = batches.stream().sorted().toList();
        if (backend().oldestFirst()) {
            assertThat(batches).isEqualTo(sorted);
        } else {
            String newest = sorted.get(sorted.size() - 1);
            // An older one may have been under way when the server came.
            int first = batches.get(0).equals(newest) ? 0 : 1;
            assertThat(batches.get(first)).isEqualTo(newest);
            assertThat(batches.subList(first + 1, batches.size())).isSorted();
        }
    }

    @Test
    void keepsTheSpoolWithinItsBoundsAndCountsWhatFallsOut() throws IOException {
        int port = FreePort.next();
        try (LaneDriver lane = LaneDriver.of(backend(), ini(local(port)), folder, SpoolBounds.of(BOUND, 1 << 20))) {
            for (int i = 0; i < 3 * BOUND; i++) {
                lane.offer(batch(i, POINTS));
            }
            lane.await(status -> status.books().dropped() == 2 * BOUND * POINTS
                    && status.books().waitingBatches() == BOUND);
            assertThat(SpoolListing.read(folder, 0).batches()).isEqualTo(BOUND);
            try (Receiver receiver = receiver(port)) {
                assertThat(lane.settled(3 * BOUND * POINTS).delivered()).isEqualTo(BOUND * POINTS);
                assertThat(new TreeSet<>(names(receiver)))
                        .hasSize(BOUND * POINTS)
                        .contains("b0299_p0");
            }
        }
    }

    @Test
    void everyShapeOfPointArrivesOrIsRejectedWithAReason() {
        List<DataPoint> points = Points.ofAllShapes(2_000, 1_700_000_000_000L, 1000, 1);
        try (Receiver receiver = receiver(0);
                LaneDriver lane = LaneDriver.of(backend(), ini(local(receiver.port())), folder)) {
            lane.offer(points);
            BackendStatus.Books books = lane.settled(points.size());
            assertThat(books.dropped()).isZero();
            assertThat(books.delivered()).isGreaterThan(points.size() / 2);
        }
    }
}
