package io.puypuy.pattoo.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.backend.Delivery;
import io.puypuy.engine.delivery.LaneSettings;
import io.puypuy.engine.read.LazyHttp;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolListing;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.engine.status.BackendStatus.Books;
import io.puypuy.pattoo.document.DocumentReceiver;
import io.puypuy.testkit.peer.FaultyTcpPeer;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.PeerBehaviour;
import io.puypuy.testkit.peer.RecordedRequest;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import io.puypuy.testkit.server.FreePort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final LaneSettings QUICK = new LaneSettings(
            1_000, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMillis(20));

    private final Path cache;
    private final LazyHttp http = new LazyHttp();
    private final RecordingHttpPeer server = RecordingHttpPeer.start();
    private final List<AutoCloseable> open = new ArrayList<>();

    OutboxTest(@TempDir Path cache) {
        this.cache = cache.resolve("cache");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
        http.close();
    }

    private Outbox outbox(int port) throws IOException {
        Outbox outbox = TestAgents.outbox(cache, port, QUICK, http);
        open.add(outbox);
        outbox.openOrFail();
        return outbox;
    }

    private void post(Outbox outbox, String... names) throws InterruptedException {
        for (String name : names) {
            outbox.post(TestAgents.document(name));
        }
        outbox.flush();
    }

    private static void awaitDelivered(Outbox outbox, long number) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> outbox.status().books().delivered() == number);
    }

    private List<String> posted() {
        return server.requests().stream().map(TestAgents::name).toList();
    }

    @Test
    void postsEachDocumentByteForByteToTheAgentsAddress() throws Exception {
        Outbox outbox = outbox(server.port());
        post(outbox, "a", "b", "c");
        awaitDelivered(outbox, 3);
        assertThat(posted()).containsExactlyInAnyOrder("a", "b", "c");
        RecordedRequest request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).hasToString("/pattoo/api/v1/agent/receive/" + TestAgents.ID);
        assertThat(request.header("Content-Type")).contains("application/json");
        assertThat(request.header("X-Api-Key")).contains("key");
        assertThat(request.body()).isEqualTo(TestAgents.document(TestAgents.name(request)));
    }

    @Test
    void manyDocumentsShareAFile() throws Exception {
        server.answer(request -> PeerAnswer.of(503, "busy"));
        Outbox outbox = outbox(server.port());
        for (int i = 0; i < 300; i++) {
            outbox.post(TestAgents.document("d" + i));
        }
        outbox.flush();
        await().until(() -> outbox.status().books().waitingBatches() > 0);
        assertThat(outbox.status().books().waitingBatches()).isEqualTo(1);
        assertThat(outbox.status().books().waiting()).isEqualTo(300);
    }

    @Test
    void whatWaitedForTheServerIsDeliveredOnceAndOldestFirst() throws Exception {
        int port = FreePort.next();
        Outbox outbox = outbox(port);
        for (int i = 0; i < 5; i++) {
            post(outbox, "d" + i);
            long number = i + 1L;
            await().until(() -> outbox.status().books().waitingBatches() == number);
        }
        assertThat(outbox.status().state()).isEqualTo(BackendStatus.State.RETRYING);
        try (RecordingHttpPeer back = RecordingHttpPeer.start(port)) {
            awaitDelivered(outbox, 5);
            assertThat(back.requests().stream().map(TestAgents::name)).containsExactly("d0", "d1", "d2", "d3", "d4");
        }
        assertThat(outbox.status().books().waiting()).isZero();
        assertThat(outbox.status().books().collected()).isEqualTo(5);
    }

    @Test
    void aRefusedDocumentCostsOnlyItself() throws Exception {
        server.answer(request ->
                TestAgents.name(request).equals("bad") ? PeerAnswer.of(400, "not this") : PeerAnswer.of(200, "OK"));
        Outbox outbox = outbox(server.port());
        post(outbox, "a", "bad", "c");
        awaitDelivered(outbox, 2);
        await().until(() -> outbox.status().books().rejected() == 1);
        SpoolListing spool = SpoolListing.read(cache.resolve(TestAgents.ID).resolve("spool"), 5);
        assertThat(spool.rejected()).singleElement().satisfies(point -> {
            assertThat(point.reason()).contains("not this");
            assertThat(point.bytes()).isEqualTo(TestAgents.document("bad"));
        });
    }

    @Test
    void everythingIsKeptWhereTheServerDoesNotAllowIt() throws Exception {
        server.answer(request -> PeerAnswer.of(401, "no key"));
        Outbox outbox = outbox(server.port());
        post(outbox, "a", "b");
        await().until(() -> outbox.status().state() == BackendStatus.State.NOT_ALLOWED);
        assertThat(outbox.status().books().waiting()).isEqualTo(2);
        server.answer(request -> PeerAnswer.of(200, "OK"));
        awaitDelivered(outbox, 2);
    }

    @Test
    void aServerThatHangsKeepsNothingFromTheDisk() throws Exception {
        try (FaultyTcpPeer hanging = FaultyTcpPeer.start(PeerBehaviour.neverAnswers())) {
            Outbox outbox = outbox(hanging.port());
            for (int i = 0; i < 3; i++) {
                post(outbox, "d" + i);
                long number = i + 1L;
                await().until(() -> outbox.status().books().waitingBatches() == number);
            }
            long begin = System.nanoTime();
            outbox.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
        Outbox later = outbox(server.port());
        awaitDelivered(later, 3);
        assertThat(posted()).containsExactly("d0", "d1", "d2");
    }

    @Test
    void oneProcessHasTheOutboxOfAnAgent() throws Exception {
        Outbox first = outbox(server.port());
        Outbox second = TestAgents.outbox(cache, server.port(), QUICK, http);
        assertThat(second.open()).isFalse();
        assertThatThrownBy(second::openOrFail).isInstanceOf(IOException.class).hasMessageContaining(TestAgents.ID);
        first.close();
        assertThat(second.open()).isTrue();
        second.close();
    }

    @Test
    void onlyTheOwnerMayReadWhatWaits() throws Exception {
        server.answer(request -> PeerAnswer.of(503, "busy"));
        Outbox outbox = outbox(server.port());
        post(outbox, "a");
        await().until(() -> outbox.status().books().waitingBatches() == 1);
        for (Path folder : List.of(cache, cache.resolve(TestAgents.ID), cache.resolve(TestAgents.ID + "/spool"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as(folder.toString())
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void tellsWhatBecameOfADocument() throws Exception {
        Outbox outbox = outbox(server.port());
        assertThat(outbox.postNow(TestAgents.document("a"), LONG)).isEqualTo(Posted.stored());
        server.answer(request -> PeerAnswer.of(400, "not this"));
        assertThat(outbox.postNow(TestAgents.document("b"), LONG)).satisfies(posted -> {
            assertThat(posted.fate()).isEqualTo(Posted.Fate.REFUSED);
            assertThat(posted.reason()).contains("not this");
        });
        server.answer(request -> PeerAnswer.of(503, "busy"));
        assertThat(outbox.postNow(TestAgents.document("c"), LONG)).satisfies(posted -> {
            assertThat(posted.fate()).isEqualTo(Posted.Fate.WAITING);
            assertThat(posted.reason()).contains("busy");
        });
    }

    @Test
    void oldFilesNeverCostWhatWaits() throws Exception {
        Path folder = Files.createDirectories(cache.resolve(TestAgents.ID));
        int number = 80;
        for (int i = 0; i < number; i++) {
            String padded = new String(TestAgents.document("old" + i), StandardCharsets.UTF_8) + " ".repeat(128 << 10);
            Path file = Files.writeString(folder.resolve((1_000 + i) + "_" + TestAgents.ID + ".json"), padded);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        }
        Outbox outbox = TestAgents.outbox(cache, FreePort.next(), SpoolBounds.of(1_000, 4 << 20), QUICK, http);
        open.add(outbox);
        outbox.openOrFail();
        for (int i = 0; i < 3; i++) {
            outbox.takeOverOldFiles(System.nanoTime() + Duration.ofSeconds(60).toNanos());
        }
        Books books = outbox.status().books();
        assertThat(books.dropped()).isZero();
        assertThat(books.waiting()).isPositive();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json")).count() + books.waiting())
                    .isEqualTo(number);
        }
    }

    @Test
    void aDocumentThatNeitherServerNorDiskTakesIsLost() throws Exception {
        SpoolBounds bounds = SpoolBounds.of(10, 1 << 20);
        Files.createDirectories(cache.resolve(TestAgents.ID));
        Files.writeString(cache.resolve(TestAgents.ID).resolve("spool"), "in the way");
        Outbox outbox = new Outbox(
                cache,
                TestAgents.ID,
                bounds,
                QUICK,
                document -> DocumentReceiver.Answer.of(new Delivery.RetryLater("away")));
        open.add(outbox);
        outbox.openOrFail();
        assertThat(outbox.postNow(TestAgents.document("a"), Duration.ofMillis(300))
                        .fate())
                .isEqualTo(Posted.Fate.LOST);
    }
}
