package io.puypuy.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.puypuy.api.read.Sockets;
import io.puypuy.api.read.Sockets.Peer;
import io.puypuy.engine.read.SocketExchange;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SocketExchangeTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final SocketExchange sockets = new SocketExchange();

    @Test
    void readsToTheEnd() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.line("zk_version 3\n\u00ff\u0000"))) {
            assertThat(sockets.exchange(tcp(peer), "mntr", LONG, 1000)).isEqualTo("zk_version 3\n\u00ff\u0000");
        }
    }

    @Test
    void copiesALargeAnswerAFewTimesOnly() throws Exception {
        int bytes = 8 << 20;
        PeerBehaviour sends = PeerBehaviour.line("x".repeat(bytes));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(sends)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(sockets.exchange(tcp(peer), "mntr", LONG, 2 * bytes)).hasSizeGreaterThanOrEqualTo(bytes);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L * bytes);
        }
    }

    @Test
    void believesARenewedFileOfCertificates(@TempDir Path folder) throws Exception {
        PeerBehaviour answers = PeerBehaviour.line("imok");
        try (FaultyTcpPeer other = FaultyTcpPeer.startTls(answers, "db.example.org");
                FaultyTcpPeer peer = FaultyTcpPeer.startTls(answers)) {
            Path file = Files.writeString(folder.resolve("ca.pem"), other.certificatePem());
            Peer.Tcp asked = new Peer.Tcp("127.0.0.1", peer.port(), true, Optional.of(file));
            assertThatThrownBy(() -> sockets.exchange(asked, "ruok", LONG, 100)).hasMessageContaining("not trusted");

            Files.writeString(file, peer.certificatePem());
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

            assertThat(sockets.exchange(asked, "ruok", LONG, 100)).startsWith("imok");
        }
    }

    @Test
    void stopsWhenTheAnswerIsWhole() throws Exception {
        PeerBehaviour keepsOpen = connection -> {
            connection.send("STAT a 1\r\n");
            connection.send("END\r\n");
            connection.hang();
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(keepsOpen)) {
            assertThat(sockets.exchange(tcp(peer), "stats\r\n", answer -> answer.endsWith("END\r\n"), LONG, 1000))
                    .isEqualTo("STAT a 1\r\nEND\r\n");
        }
    }

    @Test
    void saysThatNobodyListens(@TempDir Path folder) {
        int port = FreePort.next();
        assertThatThrownBy(() -> sockets.exchange(new Peer.Tcp("127.0.0.1", port, false), "", LONG, 10))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot connect to 127.0.0.1:" + port + ": connection refused");
        Path missing = folder.resolve("s");
        assertThatThrownBy(() -> sockets.exchange(new Peer.Unix(missing), "", LONG, 10))
                .hasMessage("cannot connect to " + missing + ": no such file or directory");
        assertThatThrownBy(() -> sockets.exchange(new Peer.Tcp("no-such-host.invalid", 1, false), "", LONG, 10))
                .hasMessage("cannot connect to no-such-host.invalid:1: unknown host");
        // The kernel connects to no broadcast address, and says the same as of a network to which there is no way.
        assertThatThrownBy(() -> sockets.exchange(new Peer.Tcp("127.255.255.255", 1, false), "", LONG, 10))
                .hasMessage("cannot connect to 127.255.255.255:1: network is unreachable");
    }

    @Test
    void anAnswerThatDoesNotComeEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            assertThatThrownBy(() -> sockets.exchange(tcp(peer), "x", SHORT, 10))
                    .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
        }
    }

    @Test
    void anAnswerThatComesByteByByteEndsInTime() throws Exception {
        PeerBehaviour slow = PeerBehaviour.answersSlowly("x".repeat(1000), Duration.ofMillis(20));
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(slow)) {
            assertThatThrownBy(() -> sockets.exchange(tcp(peer), "\r\n\r\n", SHORT, 1000))
                    .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
        }
    }

    @Test
    void aQuestionThatNobodyReadsEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.readsSlowly())) {
            assertThatThrownBy(() -> sockets.exchange(tcp(peer), "x".repeat(32 << 20), SHORT, 10))
                    .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
        }
    }

    @Test
    void stopsReadingAHugeAnswer() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.answersHuge(100 << 20))) {
            assertThatThrownBy(() -> sockets.exchange(tcp(peer), "\r\n\r\n", LONG, 1 << 20))
                    .hasMessage("answer of 127.0.0.1:" + peer.port() + " larger than 1 MiB");
        }
    }

    @Test
    void saysThatTheConnectionBroke() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.resetsInRequest())) {
            assertThatThrownBy(() -> sockets.exchange(tcp(peer), "xx", LONG, 10))
                    .hasMessage("127.0.0.1:" + peer.port() + " broke the connection: connection reset");
        }
    }

    @Test
    void verifiesCertificates() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.startTls(PeerBehaviour.line("x"))) {
            assertThatThrownBy(() -> sockets.exchange(new Peer.Tcp("127.0.0.1", peer.port(), true), "x", LONG, 10))
                    .hasMessage("certificate of 127.0.0.1:" + peer.port()
                            + " not trusted: unable to find valid certification path to requested target");
        }
    }

    @Test
    void trustsTheCertificatesOfAFile(@TempDir Path folder) throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.startTls(PeerBehaviour.line("answer"))) {
            Path file = Files.writeString(folder.resolve("ca.pem"), peer.certificatePem());
            Peer trusting = new Peer.Tcp("127.0.0.1", peer.port(), true, Optional.of(file));
            assertThat(sockets.exchange(trusting, "x", LONG, 100)).isEqualTo("answer");
            Peer missing = new Peer.Tcp("127.0.0.1", peer.port(), true, Optional.of(folder.resolve("none")));
            assertThatThrownBy(() -> sockets.exchange(missing, "x", LONG, 100)).hasMessageContaining("none");
        }
    }

    @Test
    void aHandshakeThatNobodyAnswersEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            assertThatThrownBy(() -> sockets.exchange(new Peer.Tcp("127.0.0.1", peer.port(), true), "x", SHORT, 10))
                    .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
        }
    }

    @Test
    void speaksOverAUnixSocket(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (UnixPeer peer = UnixPeer.start(socket, PeerBehaviour.line("answer"))) {
            assertThat(sockets.exchange(new Peer.Unix(socket), "show stat\n", LONG, 100))
                    .isEqualTo("answer");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptEndsTheExchangeAndStays() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    sockets.exchange(tcp(peer), "x", LONG, 10);
                    stillInterrupted.complete(false);
                } catch (IOException e) {
                    stillInterrupted.complete(e instanceof InterruptedIOException
                            && Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            Awaitility.await().until(() -> peer.connections() == 1);
            caller.interrupt();

            assertThat(stillInterrupted.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void deliversAndWaitsUntilThePeerHasReadToTheEnd() throws Exception {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        PeerBehaviour reads = connection -> read.complete(connection.in().readAllBytes().length);
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(reads)) {
            assertThat(sockets.deliver(tcp(peer), content(8 << 20), LONG, 10)).isEmpty();
            assertThat(read).isCompletedWithValue(8 << 20);
        }
    }

    @Test
    void saysWhatThePeerOfADeliverySaid() throws Exception {
        PeerBehaviour speaks = connection -> {
            connection.send("220 mail.example.org ESMTP\r\n");
            connection.in().readAllBytes();
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(speaks)) {
            assertThat(sockets.deliver(tcp(peer), content(10), LONG, 100)).isEqualTo("220 mail.example.org ESMTP\r\n");
            assertThatThrownBy(() -> sockets.deliver(tcp(peer), content(10), LONG, 9))
                    .hasMessage("answer of 127.0.0.1:" + peer.port() + " larger than 9 bytes");
        }
    }

    @Test
    void aPeerThatClosesBeforeItHasReadEverythingHasNot() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        PeerBehaviour readsNothing = connection -> {
            connection.close();
            closed.countDown();
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(readsNothing)) {
            assertThatThrownBy(() -> sockets.deliver(
                            tcp(peer),
                            out -> {
                                awaitUnchecked(closed);
                                out.write(1);
                            },
                            LONG,
                            10))
                    .hasMessageContaining("broke the connection: closed before everything was sent");
        }
        PeerBehaviour readsAPart = connection -> connection.in().readNBytes(1 << 20);
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(readsAPart)) {
            assertThatThrownBy(() -> sockets.deliver(tcp(peer), content(64 << 20), LONG, 10))
                    .hasMessageContaining("broke the connection");
        }
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.resetsInRequest())) {
            assertThatThrownBy(() -> sockets.deliver(tcp(peer), content(1), LONG, 10))
                    .hasMessageContaining("broke the connection");
        }
    }

    @Test
    void aDeliveryEndsInTime() throws Exception {
        for (PeerBehaviour behaviour : List.of(PeerBehaviour.neverAnswers(), PeerBehaviour.readsSlowly())) {
            try (FaultyTcpPeer peer = FaultyTcpPeer.start(behaviour)) {
                assertThatThrownBy(() -> sockets.deliver(tcp(peer), content(32 << 20), SHORT, 10))
                        .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
            }
        }
    }

    @Test
    void deliversWithTlsOnlyToWhomItTrusts() throws Exception {
        try (FaultyTcpPeer peer =
                FaultyTcpPeer.startTls(connection -> connection.in().readAllBytes())) {
            assertThatThrownBy(
                            () -> sockets.deliver(new Peer.Tcp("127.0.0.1", peer.port(), true), content(10), LONG, 10))
                    .hasMessageContaining("not trusted");
        }
    }

    private static Sockets.Content content(int bytes) {
        return out -> out.write(new byte[bytes]);
    }

    private static void awaitUnchecked(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static Peer.Tcp tcp(FaultyTcpPeer peer) {
        return new Peer.Tcp("127.0.0.1", peer.port(), false);
    }
}
