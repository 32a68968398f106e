package io.puypuy.engine.delivery;

import static io.puypuy.engine.delivery.RecordingBackend.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.Limits;
import io.puypuy.engine.spool.RejectedPoint;
import io.puypuy.engine.spool.Spool;
import io.puypuy.engine.spool.SpoolBounds;
import io.puypuy.engine.spool.SpoolFiles;
import io.puypuy.engine.spool.SpoolListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LaneDocumentsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Path folder;
    private final RecordingBackend backend = new RecordingBackend(new Limits(10, 4 << 20));
    private final CountDownLatch hang = new CountDownLatch(1);
    private final Lane lane;

    LaneDocumentsTest(@TempDir Path folder) {
        this.folder = folder.resolve("spool");
        Spool spool = new Spool(this.folder, SpoolBounds.of(1000, 64 << 20), SpoolFiles.disk(), InstantSource.system());
        lane = new Lane("default", backend, spool, new LaneSettings(100, SHORT, SHORT, LONG, SHORT));
    }

    @AfterEach
    void closeLane() {
        hang.countDown();
        lane.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Batch documents(String... texts) {
        List<byte[]> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(bytes(text));
        }
        return Batch.ofDocuments(documents);
    }

    @Test
    void sendsDocumentsBesidePointsAndCountsThem() {
        lane.start();
        lane.offer(new Batch(points("a"), List.of(), List.of(bytes("{1}"), bytes("{2}"))));
        await().until(() -> lane.status().books().delivered() == 3);
        assertThat(backend.stored()).containsExactly("a", "{1}", "{2}");
        assertThat(lane.status().books().collected()).isEqualTo(3);
    }

    @Test
    void documentThatIsTooLargeIsRejectedWithItsBeginning() throws IOException {
        String large = "{large" + " ".repeat(Spool.MAX_BODY_BYTES);
        lane.start();
        lane.offer(documents("{1}", large, "{2}"));
        await().until(() -> lane.status().books().waiting() == 0);
        assertThat(backend.stored()).containsExactly("{1}", "{2}");
        assertThat(lane.status().books().rejected()).isEqualTo(1);
        assertThat(SpoolListing.read(folder, 1).rejected()).singleElement().satisfies(point -> {
            assertThat(new String(point.bytes(), StandardCharsets.UTF_8)).startsWith("{large");
            assertThat(point.form()).isEqualTo(RejectedPoint.Form.CUT);
            assertThat(point.reason()).contains("at most " + Spool.MAX_BODY_BYTES);
        });
    }

    @Test
    void bytesInMemoryAreThoseThatAreNotInTheSpoolYet() throws InterruptedException {
        lane.offer(documents("12345", "678"));
        assertThat(lane.awaitRoom(8, SHORT)).isTrue();
        assertThat(lane.awaitRoom(7, SHORT)).isFalse();
        backend.judge(points -> {
            hang.await();
            return new Delivery.Stored();
        });
        lane.start();
        assertThat(lane.awaitRoom(0, LONG)).isTrue();
        assertThat(lane.status().books().waiting()).isEqualTo(2);
    }

    @Test
    void documentsThatAreDroppedFromMemoryLeaveTheCount() throws InterruptedException {
        for (int i = 0; i < 60; i++) {
            lane.offer(documents("1", "234"));
        }
        assertThat(lane.status().books().dropped()).isEqualTo(20);
        assertThat(lane.awaitRoom(50 * 4, SHORT)).isTrue();
        assertThat(lane.awaitRoom(50 * 4 - 1, SHORT)).isFalse();
    }

    @Test
    void whatWasOfferedIsOnDiskWhileTheReceiverDoesNotAnswer() throws InterruptedException, IOException {
        backend.judge(points -> {
            hang.await();
            return new Delivery.Stored();
        });
        lane.start();
        lane.offer(documents("{1}"));
        lane.offer(documents("{2}", "{3}"));
        assertThat(lane.awaitOnDisk(LONG)).isTrue();
        assertThat(SpoolListing.read(folder, 0).points()).isEqualTo(3);
    }

    @Test
    void waitingForTheDiskIsInVainIfItFails() throws InterruptedException, IOException {
        backend.judge(points -> new Delivery.RetryLater("away"));
        Files.writeString(folder, "in the way");
        lane.start();
        lane.offer(documents("{1}"));
        assertThat(lane.awaitOnDisk(LONG)).isFalse();
        assertThat(lane.status().books().waiting()).isEqualTo(1);
    }

    @Test
    void waitingEndsWithTheTimeAndWithTheLane() throws InterruptedException {
        lane.offer(documents("{1}"));
        assertThat(lane.awaitOnDisk(SHORT)).isFalse();
        lane.close();
        lane.offer(documents("{2}"));
        assertThat(lane.awaitRoom(0, LONG)).isTrue();
        assertThat(lane.status().books().dropped()).isEqualTo(1);
    }
}
