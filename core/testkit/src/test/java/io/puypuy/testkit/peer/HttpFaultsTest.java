package io.puypuy.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a request that goes wrong says, and that it ends in time. */
@Timeout(30)
final class HttpFaultsTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Path folder;

    private final LazyHttp http = new LazyHttp();

    HttpFaultsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        http.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "closes early",
                        PeerBehaviour.closesEarly(),
                        "HOST closed the connection before its answer was whole"),
                Arguments.of(
                        "ends in a chunk",
                        PeerBehaviour.truncatesChunks(),
                        "HOST closed the connection before its answer was whole"),
                Arguments.of(
                        "ends too soon",
                        PeerBehaviour.truncatesAnswer(),
                        "HOST closed the connection before its answer was whole"),
                Arguments.of(
                        "reset in request",
                        PeerBehaviour.resetsInRequest(),
                        "HOST broke the connection: connection reset"),
                Arguments.of(
                        "reset in answer",
                        PeerBehaviour.resetsInAnswer(),
                        "HOST broke the connection: connection reset"),
                Arguments.of("hangs", PeerBehaviour.neverAnswers(), "no answer from HOST within 300 ms"),
                Arguments.of("reads slowly", PeerBehaviour.readsSlowly(), "no answer from HOST within 300 ms"),
                Arguments.of(
                        "answers byte by byte",
                        PeerBehaviour.answersSlowly(
                                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(1000),
                                Duration.ofMillis(20)),
                        "no answer from HOST within 300 ms"),
                Arguments.of(
                        "does not speak HTTP",
                        PeerBehaviour.head("hello\r\n\r\n"),
                        "no usable answer from HOST: unexpected status line: hello"),
                Arguments.of(
                        "has a length below zero",
                        PeerBehaviour.head("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
                        "no usable answer from HOST: byteCount < 0: -5"),
                Arguments.of(
                        "has a status below zero",
                        PeerBehaviour.head("HTTP/1.1 -12 OK\r\nContent-Length: 0\r\n\r\n"),
                        "no usable answer from HOST: code < 0: -12"),
                Arguments.of(
                        "gzip that is none",
                        PeerBehaviour.head("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 30\r\n\r\n"
                                + "x".repeat(30)),
                        "no usable answer from HOST: ID1ID2: actual 0x00007878 != expected 0x00001f8b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void saysWhatTheServerDid(String situation, PeerBehaviour behaviour, String sentence) throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(behaviour)) {
            HttpRequest request = HttpRequest.get(peer.uri("/x")).timeout(SHORT);
            assertThatThrownBy(() -> http.send(request))
                    .as(situation)
                    .isInstanceOf(IOException.class)
                    .hasMessage(sentence.replace("HOST", "127.0.0.1:" + peer.port()));
        }
    }

    @Test
    void aRequestThatNobodyReadsEndsInTime() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.readsSlowly())) {
            HttpRequest request =
                    HttpRequest.get(peer.uri("/")).timeout(SHORT).post("x".repeat(32 << 20), "text/plain");
            assertThatThrownBy(() -> http.send(request))
                    .hasMessage("no answer from 127.0.0.1:" + peer.port() + " within 300 ms");
        }
    }

    @Test
    void saysThatNobodyListens() {
        int port = FreePort.next();
        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://127.0.0.1:" + port + "/"))))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot connect to 127.0.0.1:" + port + ": connection refused");
    }

    // The kernel connects to no broadcast address, and says the same as of a network to which there is no way.
    @Test
    void saysThatTheNetworkIsUnreachable() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://127.255.255.255:1/"))))
                .hasMessage("cannot connect to 127.255.255.255:1: network is unreachable");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://no-such-host.invalid/"))))
                .hasMessage("cannot connect to no-such-host.invalid:80: unknown host");
        assertThatThrownBy(() -> http.send(HttpRequest.get(URI.create("http://no_such_host.invalid:8086/"))))
                .hasMessage("cannot connect to no_such_host.invalid:8086: unknown host");
    }

    @Test
    void stopsReadingAHugeAnswer() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.answersHuge(100 << 20))) {
            assertThatThrownBy(() -> http.send(HttpRequest.get(peer.uri("/")).maxBytes(1 << 20)))
                    .hasMessage("answer of 127.0.0.1:" + peer.port() + " larger than 1 MiB");
        }
    }

    @Test
    void countsWhatComesOutOfCompression() {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            PeerAnswer bomb = PeerAnswer.of(200, new byte[20 << 20]).gzipped();
            assertThat(bomb.body().length).isLessThan(100_000);
            peer.answer(request -> bomb);

            assertThatThrownBy(() -> http.send(HttpRequest.get(peer.uri("/"))))
                    .hasMessage("answer of 127.0.0.1:" + peer.port() + " larger than 16 MiB");
        }
    }

    @Test
    void takesAnAnswerOfExactlyTheLimit() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.answer(request -> PeerAnswer.of(200, "x".repeat(1000)));

            assertThat(http.send(HttpRequest.get(peer.uri("/")).maxBytes(1000)).body())
                    .hasSize(1000);
            assertThatThrownBy(() -> http.send(HttpRequest.get(peer.uri("/")).maxBytes(999)))
                    .hasMessageEndingWith("larger than 999 bytes");
        }
    }

    @Test
    void trustsNoUnknownCertificate() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.startTls(PeerBehaviour.status(200, "secret"))) {
            HttpRequest request = HttpRequest.get(peer.uri("/"));

            assertThatThrownBy(() -> http.send(request))
                    .hasMessage("certificate of 127.0.0.1:" + peer.port()
                            + " not trusted: unable to find valid certification path to requested target");
            assertThat(http.send(request.tls(false, Optional.empty())).body()).isEqualTo("secret");
            Path caFile = Files.writeString(folder.resolve("ca.pem"), peer.certificatePem());
            assertThat(http.send(request.tls(true, Optional.of(caFile))).body()).isEqualTo("secret");
            assertThatThrownBy(() -> http.send(request)).hasMessageContaining("not trusted");
        }
    }

    @Test
    void trustsNoCertificateOfAnotherName() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.startTls(PeerBehaviour.status(200, "x"), "other.example")) {
            Path caFile = Files.writeString(folder.resolve("ca.pem"), peer.certificatePem());
            HttpRequest request = HttpRequest.get(peer.uri("/"));

            assertThatThrownBy(() -> http.send(request.tls(true, Optional.of(caFile))))
                    .hasMessageStartingWith("certificate of 127.0.0.1:" + peer.port() + " not trusted: ");
            assertThat(http.send(request.tls(false, Optional.empty())).status()).isEqualTo(200);
        }
    }

    @Test
    void saysThatTheCertificatesCannotBeRead() throws Exception {
        HttpRequest request = HttpRequest.get(URI.create("https://127.0.0.1:1/"));
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path wrong = Files.writeString(
                folder.resolve("wrong.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> http.send(request.tls(true, Optional.of(missing))))
                .hasMessage("cannot read ca_file " + missing);
        assertThatThrownBy(() -> http.send(request.tls(true, Optional.of(empty))))
                .hasMessage("ca_file " + empty + " has no certificate");
        assertThatThrownBy(() -> http.send(request.tls(true, Optional.of(wrong))))
                .hasMessageStartingWith("ca_file " + wrong + " has no certificate");
    }

    @Test
    void saysThatTheServerDoesNotSpeakTls() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.line("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            URI address = URI.create("https://127.0.0.1:" + peer.port() + "/");
            assertThatThrownBy(() -> http.send(HttpRequest.get(address)))
                    .hasMessage("no TLS with 127.0.0.1:" + peer.port() + ": unsupported or unrecognized SSL message");
        }
    }

    @Test
    void anInterruptEndsTheCallAndStays() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                try {
                    http.send(HttpRequest.get(peer.uri("/")).timeout(Duration.ofMinutes(1)));
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
    void closingEndsTheCall() throws Exception {
        try (FaultyTcpPeer peer = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            CompletableFuture<Void> call = CompletableFuture.runAsync(() -> assertThatThrownBy(
                            () -> http.send(HttpRequest.get(peer.uri("/")).timeout(Duration.ofMinutes(1))))
                    .isInstanceOf(IOException.class));
            Awaitility.await().until(() -> peer.connections() == 1);
            http.close();

            call.get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesAHeaderThatHttpDoesNotAllowWithoutShowingIt() {
        HttpRequest request = HttpRequest.get(URI.create("http://127.0.0.1:1/")).header("X-Api-Key", "sec\nret");

        assertThatThrownBy(() -> http.send(request))
                .hasMessage("the header X-Api-Key has a character that HTTP does not allow")
                .hasNoCause();
    }

    @Test
    void aCharsetThatNobodyKnowsIsReadAsUtf8() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            byte[] latin = "ä".getBytes(StandardCharsets.ISO_8859_1);
            peer.enqueue(
                    PeerAnswer.of(200, latin).header("Content-Type", "text/plain; charset=iso-8859-1"),
                    PeerAnswer.of(200, "ä").header("Content-Type", "text/plain; charset=nonsense"),
                    PeerAnswer.of(200, "ä").header("Content-Type", "text/plain"),
                    PeerAnswer.of(200, latin));

            HttpRequest request = HttpRequest.get(peer.uri("/"));
            assertThat(http.send(request).body()).isEqualTo("ä");
            assertThat(http.send(request).body()).isEqualTo("ä");
            assertThat(http.send(request).body()).isEqualTo("ä");
            assertThat(http.send(request).body()).isEqualTo("\ufffd");
        }
    }
}
