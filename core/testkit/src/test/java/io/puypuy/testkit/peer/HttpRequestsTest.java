package io.puypuy.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.api.read.HttpReply;
import io.puypuy.api.read.HttpRequest;
import io.puypuy.engine.read.LazyHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a request that goes well sends and gives back. */
@Timeout(30)
final class HttpRequestsTest {
    private final LazyHttp http = new LazyHttp();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void sendsMethodHeadersAndBody() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            http.send(HttpRequest.get(peer.uri("/write?db=a%20b"))
                    .basic("user", "pass")
                    .header("X-Extra", "1")
                    .post("ä", "text/plain; charset=utf-8"));

            RecordedRequest got = peer.awaitRequests(1).get(0);
            assertThat(got).hasToString("POST /write?db=a%20b ä");
            assertThat(got.header("authorization")).contains("Basic dXNlcjpwYXNz");
            assertThat(got.header("X-Extra")).contains("1");
            assertThat(got.header("Content-Type")).contains("text/plain; charset=utf-8");
            assertThat(got.header("User-Agent")).contains("puypuy");
            assertThat(got.header("Accept-Encoding")).contains("gzip");
        }
    }

    @Test
    void sendsUserAndPasswordOfTheAddress() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            http.send(HttpRequest.get(URI.create("http://user:pass@127.0.0.1:" + peer.port() + "/")));

            assertThat(peer.requests().get(0).header("Authorization")).contains("Basic dXNlcjpwYXNz");
        }
    }

    @Test
    void streamsABodyOfUnknownLength() throws Exception {
        HttpRequest.Body body = new HttpRequest.Body() {
            @Override
            public long byteCount() {
                return -1;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (int i = 0; i < 1000; i++) {
                    out.write("point\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        };
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            http.send(HttpRequest.get(peer.uri("/")).post(body, "text/plain"));

            assertThat(peer.requests().get(0).header("Transfer-Encoding")).contains("chunked");
            assertThat(peer.requests().get(0).text()).hasSize(6000);
        }
    }

    @Test
    void givesStatusHeadersAndUnpackedBody() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.enqueue(PeerAnswer.of(503, "busy").header("Retry-After", "7").gzipped());

            HttpReply reply = http.send(HttpRequest.get(peer.uri("/x")));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("retry-after")).contains("7");
            assertThat(reply.body()).isEqualTo("busy");
            assertThat(reply.request()).isEqualTo("GET " + peer.uri("/x"));
        }
    }

    @Test
    void givesTheBytesOfABodyUnchanged() throws Exception {
        byte[] bytes = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, '{', (byte) 0xff, 0, '\r', '\n', (byte) 0xc3};
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.enqueue(PeerAnswer.of(200, bytes).header("Content-Type", "application/json; charset=utf-16"));

            assertThat(http.send(HttpRequest.get(peer.uri("/x"))).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void decodesTheBodyAsTheReplySays() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.enqueue(PeerAnswer.of(200, new byte[] {(byte) 0xe4})
                    .header("Content-Type", "text/plain; charset=iso-8859-1"));

            assertThat(http.send(HttpRequest.get(peer.uri("/x"))).body()).isEqualTo("ä");
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            peer.answer(request ->
                    PeerAnswer.of(302, "").header("Location", peer.uri("/other").toString()));

            assertThat(http.send(HttpRequest.get(peer.uri("/"))).status()).isEqualTo(302);
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void keepsConnectionsAndReplacesDeadOnes() throws Exception {
        RecordingHttpPeer first = RecordingHttpPeer.start();
        HttpRequest request = HttpRequest.get(first.uri("/"));
        http.send(request);
        http.send(request);
        int port = first.port();
        first.close();
        assertThatThrownBy(() -> http.send(request)).hasMessageContaining("127.0.0.1:" + port);

        try (RecordingHttpPeer second = RecordingHttpPeer.start(port)) {
            assertThat(http.send(request).status()).isEqualTo(200);
            assertThat(second.requests()).hasSize(1);
        }
    }

    @Test
    void speaksOverAUnixSocket(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        HttpRequest request =
                HttpRequest.get(URI.create("http://localhost/containers/json")).unixSocket(socket);
        assertThatThrownBy(() -> http.send(request))
                .hasMessage("cannot connect to " + socket + ": no such file or directory");

        try (UnixPeer peer = UnixPeer.start(socket, PeerBehaviour.status(200, "[]"))) {
            assertThat(http.send(request).body()).isEqualTo("[]");
            assertThat(http.send(request.post("{}", "application/json")).body()).isEqualTo("[]");
            assertThat(peer.connections()).isEqualTo(2);
        }
        assertThatThrownBy(() -> http.send(request)).hasMessage("cannot connect to " + socket + ": connection refused");
    }

    @Test
    void aSilentUnixSocketEndsInTime(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (UnixPeer peer = UnixPeer.start(socket, PeerBehaviour.neverAnswers())) {
            HttpRequest request = HttpRequest.get(URI.create("http://localhost/"))
                    .unixSocket(socket)
                    .timeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> http.send(request)).hasMessage("no answer from " + socket + " within 300 ms");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void theClientHasFewThreadsAndAllAreDaemons() throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start()) {
            for (int i = 0; i < 20; i++) {
                http.send(HttpRequest.get(peer.uri("/" + i)));
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().startsWith("Ok"))
                    .hasSizeLessThanOrEqualTo(3)
                    .allMatch(Thread::isDaemon);
        }
    }
}
