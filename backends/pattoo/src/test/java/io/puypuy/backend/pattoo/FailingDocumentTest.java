package io.puypuy.backend.pattoo;

import static org.assertj.core.api.Assertions.assertThat;

import io.puypuy.api.DataPoint;
import io.puypuy.api.Tags;
import io.puypuy.api.backend.Delivery;
import io.puypuy.testkit.backend.BackendDriver;
import io.puypuy.testkit.backend.Points;
import io.puypuy.testkit.peer.PeerAnswer;
import io.puypuy.testkit.peer.RecordingHttpPeer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingDocumentTest {
    private static final DataPoint GOOD = Points.integer("good", Tags.none(), 1_700_000_000_000L, 1);
    private static final DataPoint POISON = Points.integer("poison", Tags.none(), 1_700_000_000_000L, 1);

    private final RecordingHttpPeer peer = RecordingHttpPeer.start();
    private final BackendDriver driver;

    FailingDocumentTest(@TempDir Path folder) {
        driver = BackendDriver.of(
                new PattooBackend(),
                "address = http://127.0.0.1:" + peer.port() + "\nhostname = h\ndaemon_directory = " + folder + "\n");
    }

    @AfterEach
    void close() {
        driver.close();
        peer.close();
    }

    private void failOnPoison(int status) {
        peer.answer(request ->
                request.text().contains("poison") ? PeerAnswer.of(status, "bad gateway") : PeerAnswer.of(200, "OK"));
    }

    private Delivery last(int times, DataPoint... points) throws Exception {
        Delivery delivery = new Delivery.Stored();
        for (int i = 0; i < times; i++) {
            delivery = driver.send(List.of(points));
        }
        return delivery;
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 504})
    void aDocumentThatIsNeverTakenIsRefusedWhileOthersAreTaken(int status) throws Exception {
        failOnPoison(status);
        assertThat(last(FailingDocument.MOST_FAILURES, GOOD, POISON)).isInstanceOf(Delivery.RetryLater.class);
        assertThat(last(1, GOOD, POISON))
                .isInstanceOfSatisfying(Delivery.RefusedWhole.class, whole -> assertThat(whole.reason())
                        .contains("8 times while it took another", "bad gateway"));
        // The half of it that does it ends in the same way, alone.
        assertThat(last(1, GOOD)).isInstanceOf(Delivery.Stored.class);
        assertThat(last(FailingDocument.MOST_FAILURES, POISON)).isInstanceOf(Delivery.RetryLater.class);
        assertThat(last(1, POISON)).isInstanceOf(Delivery.RefusedWhole.class);
    }

    @Test
    void aServerThatIsAwayNeverCostsADocument() throws Exception {
        last(1, GOOD);
        peer.answer(request -> PeerAnswer.of(502, "bad gateway"));
        assertThat(last(5 * FailingDocument.MOST_FAILURES, GOOD, POISON)).isInstanceOf(Delivery.RetryLater.class);
    }

    @Test
    void aServerThatIsBusyNeverCostsADocument() throws Exception {
        failOnPoison(503);
        assertThat(last(5 * FailingDocument.MOST_FAILURES, GOOD, POISON)).isInstanceOf(Delivery.RetryLater.class);
    }

    @Test
    void aFailureThatEndsCostsNothing() throws Exception {
        failOnPoison(502);
        last(FailingDocument.MOST_FAILURES, GOOD, POISON);
        peer.answer(request -> PeerAnswer.of(200, "OK"));
        assertThat(last(1, GOOD, POISON)).isInstanceOf(Delivery.Stored.class);
    }
}
