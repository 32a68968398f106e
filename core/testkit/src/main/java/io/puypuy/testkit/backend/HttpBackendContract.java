package io.puypuy.testkit.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.backend.Delivery;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend that speaks HTTP keeps to. */
public abstract class HttpBackendContract extends BackendContract {
    private static final Pattern NAME = Pattern.compile("(?:b\\d{4}_p|plain_)\\d+");
    private static final long HUGE = 100L << 20;

    /** Settings as in {@link #ini(String)}, with the whole address: {@code https://127.0.0.1:1234}. */
    protected String iniOf(String url) {
        return "address = " + url + "\ntimeout = 1s\n";
    }

    /** What the server answers when it has stored everything. */
    protected PeerAnswer stored() {
        return PeerAnswer.of(204, "");
    }

    /** Statuses with an empty body that mean that all was stored; everything else must not. */
    protected Set<Integer> storedStatuses() {
        return Set.of(204);
    }

    /** The names of the points of one request. */
    protected List<String> names(RecordedRequest request) {
        return NAME.matcher(request.text()).results().map(MatchResult::group).toList();
    }

    @Override
    protected final String ini(String address) {
        return iniOf("http://" + address);
    }

    @Override
    protected final Receiver receiver(int port) {
        RecordingHttpPeer peer = RecordingHttpPeer.start(port);
        peer.answer(request -> stored());
        return new Receiver() {
            @Override
            public int port() {
                return peer.port();
            }

            @Override
            public List<List<String>> requests() {
                return peer.requests().stream()
                        .map(HttpBackendContract.this::names)
                        .toList();
            }

            @Override
            public void close() {
                peer.close();
            }
        };
    }

    @Override
    protected Map<String, PeerBehaviour> faults() {
        Map<String, PeerBehaviour> faults = super.faults();
        faults.put("resets in the answer", PeerBehaviour.resetsInAnswer());
        faults.put("closes without a word", PeerBehaviour.closesEarly());
        faults.put("speaks no HTTP", PeerBehaviour.head("220 mail.example.org ESMTP\r\n"));
        faults.put("cuts its chunks short", PeerBehaviour.truncatesChunks());
        faults.put("cuts its answer short", PeerBehaviour.truncatesAnswer());
        faults.put("answers 100 MB", PeerBehaviour.answersHuge(HUGE));
        faults.put("answers 500 with 100 MB", hugeError());
        faults.put(
                "redirects",
                PeerBehaviour.head("HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"));
        faults.put(
                "redirects to itself",
                PeerBehaviour.head("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"));
        faults.put("is busy", PeerBehaviour.status(503, "busy"));
        faults.put("does not allow", PeerBehaviour.status(401, "who are you?"));
        return faults;
    }

    private static PeerBehaviour hugeError() {
        return PeerBehaviour.head("HTTP/1.1 500 Broken\r\nContent-Length: " + HUGE + "\r\n\r\nbegin");
    }

    @Test
    void onlyDocumentedStatusesMeanStored() throws Exception {
        List<DataPoint> points = Points.plain(2, 1_700_000_000_000L);
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(backend(), iniOf("http://127.0.0.1:" + peer.port()))) {
            for (int status = 200; status < 600; status++) {
                PeerAnswer answer = PeerAnswer.of(status, "");
                // Not queued: the HTTP client asks once more by itself after a 408.
                peer.answer(request -> answer);
                Delivery delivery = driver.send(points);
                assertThat(delivery instanceof Delivery.Stored)
                        .as("%d: %s", status, delivery)
                        .isEqualTo(storedStatuses().contains(status));
                if (status >= 500) {
                    assertThat(delivery).as("%d", status).isInstanceOf(Delivery.RetryLater.class);
                } else if (status == 401 || status == 403 || (status >= 300 && status < 400)) {
                    assertThat(delivery).as("%d", status).isInstanceOf(Delivery.NotAllowed.class);
                }
            }
        }
    }

    @Test
    void theBooksBalanceAfterEveryStatus() {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                LaneDriver lane = LaneDriver.of(backend(), iniOf("http://127.0.0.1:" + peer.port()), folder)) {
            peer.answer(request -> stored());
            Set<String> offered = new TreeSet<>();
            for (int status = 200; status < 600; status++) {
                peer.enqueue(PeerAnswer.of(status, ""));
            }
            List<DataPoint> points = Points.plain(800, 1_700_000_000_000L);
            for (int i = 0; i < points.size(); i += 2) {
                offered.add(points.get(i).name());
                offered.add(points.get(i + 1).name());
                lane.offer(points.subList(i, i + 2));
            }
            BackendStatus.Books books = lane.settled(points.size());
            assertThat(books.dropped()).isZero();
            Set<String> arrived = new TreeSet<>();
            peer.requests().forEach(request -> arrived.addAll(names(request)));
            assertThat(arrived).isEqualTo(offered);
        }
    }

    /** What says so has not looked at the points. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Client sent an HTTP request to an HTTPS server.\n",
                "<html>\r\n<head><title>400 The plain HTTP request was sent to HTTPS port</title></head>\r\n</html>\r\n"
            })
    void keepsAllWhereTlsIsExpected(String page) throws Exception {
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(backend(), iniOf("http://127.0.0.1:" + peer.port()))) {
            peer.answer(request -> PeerAnswer.of(400, page));

            Delivery delivery = driver.send(Points.plain(2, 1_700_000_000_000L));

            assertThat(delivery).isInstanceOf(Delivery.NotAllowed.class);
        }
    }

    @Test
    void waitsAsLongAsTheServerAsksInEitherForm() throws Exception {
        List<DataPoint> points = Points.plain(1, 1_700_000_000_000L);
        try (RecordingHttpPeer peer = RecordingHttpPeer.start();
                BackendDriver driver = BackendDriver.of(backend(), iniOf("http://127.0.0.1:" + peer.port()))) {
            String moment = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
            peer.enqueue(
                    PeerAnswer.of(503, "busy").header("Retry-After", "7"),
                    PeerAnswer.of(429, "busy").header("Retry-After", moment),
                    PeerAnswer.of(503, "busy").header("Retry-After", "soon"));
            assertThat(after(driver.send(points))).contains(Duration.ofSeconds(7));
            assertThat(after(driver.send(points)).orElseThrow())
                    .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(101));
            assertThat(after(driver.send(points))).isEmpty();
        }
    }

    private static Optional<Duration> after(Delivery delivery) {
        assertThat(delivery).isInstanceOf(Delivery.RetryLater.class);
        return ((Delivery.RetryLater) delivery).after();
    }

    @Test
    void trustsNoUnknownCertificateUnlessTold() throws Exception {
        List<DataPoint> points = Points.plain(1, 1_700_000_000_000L);
        List<String> seen = new ArrayList<>();
        PeerBehaviour told = connection -> {
            seen.add(connection.readHead());
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        };
        try (FaultyTcpPeer peer = FaultyTcpPeer.startTls(told)) {
            String url = "https://127.0.0.1:" + peer.port();
            try (BackendDriver driver = BackendDriver.of(backend(), iniOf(url))) {
                Delivery delivery = driver.send(points);
                assertThat(delivery).isInstanceOf(Delivery.RetryLater.class);
                assertThat(((Delivery.RetryLater) delivery).reason()).contains("certificate");
                assertThat(seen).isEmpty();
            }
            try (BackendDriver driver = BackendDriver.of(backend(), iniOf(url) + "tls_verify = no\n")) {
                driver.send(points);
                assertThat(seen).hasSize(1);
            }
        }
    }
}
