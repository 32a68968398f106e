package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.server.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What holds for every check whose server's replies are recorded: a reply that is cut off or slow gives no point that the whole
 * one would not have given, and a server that is down costs the points of others nothing.
 */
public abstract class ReplyContract extends TargetContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CUTS = 24;

    /** A folder of {@code testcases/} whose first run is that of a server without faults. */
    protected abstract String healthyCase();

    private PeerBehaviour healthy() {
        RecordedTree tree = new RecordedTree();
        tree.enter(Path.of("src/test/resources/testcases", healthyCase(), "1"));
        return server(tree);
    }

    /** One run on a server that behaves so. */
    protected final CheckResult run(PeerBehaviour behaviour) throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(behaviour);
                CheckDriver driver = driver(peer.port())) {
            return driver.run(START);
        }
    }

    @Test
    void truncatedReplyInventsNothing() throws Exception {
        AtomicLong sent = new AtomicLong();
        CheckResult whole = run(connection -> healthy().serve(connection.counting(sent)));
        assertThat(whole.outcome().state()).isEqualTo(JobStatus.State.OK);
        List<String> points = lines(whole);
        for (int cut = 0; cut <= CUTS; cut++) {
            // The last one lacks a single byte, of whichever connection is the longest.
            long bytes = cut == CUTS ? sent.get() - 1 : sent.get() * cut / CUTS;
            AtomicLong left = new AtomicLong(bytes);
            CheckResult result = run(connection -> healthy().serve(connection.endingAfter(left)));
            assertThat(result.points())
                    .as("after %d of %d bytes", bytes, sent.get())
                    .allMatch(point -> point.name().endsWith("_up") || points.contains(PointText.of(point)));
            if (result.outcome().state() == JobStatus.State.OK) {
                assertThat(lines(result))
                        .as("after %d of %d bytes", bytes, sent.get())
                        .containsAll(points);
            }
        }
    }

    @Test
    void slowReplyEndsInTime() throws Exception {
        assertFailed(run(connection -> healthy().serve(connection.slowed(Duration.ofMillis(50)))));
    }

    @Test
    void aTargetThatIsDownCostsOthersNothing() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(healthy());
                CheckDriver down = driver(FreePort.next());
                CheckDriver up = driver(peer.port())) {
            assertFailed(down.run(START));
            assertThat(up.run(START).outcome().state()).isEqualTo(JobStatus.State.OK);
            assertFailed(down.run(START.plusSeconds(10)));
            assertThat(up.run(START.plusSeconds(10)).outcome().state()).isEqualTo(JobStatus.State.OK);
        }
    }
}
