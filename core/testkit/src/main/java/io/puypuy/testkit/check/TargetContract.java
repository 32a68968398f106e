package io.puypuy.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.Check;
import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.JobStatus;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for every check that asks a server: whatever the server does, the run ends in time, fails with a sentence, and
 * invents nothing. Points whose name ends in {@code _up} say that it is down.
 */
public abstract class TargetContract extends CheckContract {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long HUGE = 50L << 20;
    private static final int CHUNK = 64 << 10;

    /**
     * The section for a server on that port of 127.0.0.1, with a time limit of 500 ms.
     *
     * @return with the header of {@link Check#section}, without a label
     */
    protected abstract String ini(int port);

    private CheckResult run(int port) throws InterruptedException {
        try (CheckDriver driver = driver(port)) {
            return driver.run(START);
        }
    }

    final CheckDriver driver(int port) {
        return CheckDriver.of(newCheck(new RecordedTree()), ini(port));
    }

    /** The run failed, said why, and sent nothing but that the server is down. */
    protected static void assertFailed(CheckResult result) {
        assertThat(result.outcome().state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(result.outcome().message()).isNotBlank();
        for (DataPoint point : result.points()) {
            assertThat(point.name()).endsWith("_up");
            assertThat(point.integer()).isZero();
        }
    }

    @Test
    void refusedConnectionFails() throws Exception {
        assertFailed(run(FreePort.next()));
    }

    @Test
    void silenceEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            assertFailed(run(peer.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 44\r\n\r\n"
                        + "<html><body><h1>It works!</h1></body></html>",
                "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n",
                "\u0000\u0001\u00ff\u00fe\u0000\r\n",
                ""
            })
    void anotherProductFails(String answer) throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.line(answer))) {
            assertFailed(run(peer.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", ""})
    void hugeReplyFails(String head) throws Exception {
        byte[] letters = new byte[CHUNK];
        Arrays.fill(letters, (byte) 'x');
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(connection -> {
            connection.send(head);
            for (long sent = 0; sent < HUGE; sent += CHUNK) {
                connection.send(letters);
            }
        })) {
            assertFailed(run(peer.port()));
        }
    }

    @Test
    void doesNothingAtLoadTime() throws IOException {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            driver(peer.port()).close();
            assertThat(peer.connections()).isZero();
        }
    }

    /** Lines of points as in {@code expected.points}. */
    static List<String> lines(CheckResult result) {
        return result.points().stream().map(PointText::of).toList();
    }
}
