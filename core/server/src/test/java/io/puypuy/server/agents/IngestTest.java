package io.puypuy.server.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.puypuy.pattoo.document.DocumentLimits;
import io.puypuy.pattoo.document.DocumentReader;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.journal.Journal;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.SampleRows;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final long WAIT_MILLIS = 20_000;

    private final long now = System.currentTimeMillis();

    private Submission post(Ingest ingest, int first) throws Exception {
        Submission document = new Submission("a", 1);
        new DocumentReader(DocumentLimits.DEFAULT)
                .read(Sent.numbers("a", first, 1, now, 1))
                .datapoints()
                .forEach(document::addUnknown);
        try (Ingest.Expected expected = ingest.expect()) {
            expected.submit(document);
            document.await(WAIT_MILLIS);
        }
        return document;
    }

    @Test
    void goesOnAfterAnErrorOfTheMachine(@TempDir Path folder) throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        try (QuestStore store = QuestStore.open(
                        new StoreSettings(folder, 30, StoreSettings.DEFAULT_MAX_BYTES),
                        QuestStore.Durability.KILL,
                        Clock.systemUTC());
                Inventory inventory = Inventory.in(folder, Clock.systemUTC());
                Ingest ingest = new Ingest(
                        new Journal(folder.resolve("journal")),
                        inventory,
                        new NewDatapoints(inventory, () -> limits(full), new Refusals()),
                        new StoreFeeder(store.samples()))) {
            assertThatThrownBy(() -> post(ingest, 0))
                    .isInstanceOf(IOException.class)
                    .hasMessage("an internal fault");
            assertThat(ingest.fault()).isEqualTo("an internal fault");

            full.set(false);

            assertThat(post(ingest, 1).rows().size()).isEqualTo(1);
            assertThat(ingest.fault()).isEmpty();
        }
    }

    private static IntakeLimits limits(AtomicBoolean full) {
        if (full.get()) {
            throw new OutOfMemoryError("for a test");
        }
        return IntakeLimits.DEFAULT;
    }

    @Test
    @SuppressWarnings("NullAway") // a fault that nobody expects
    void saysWhatTheStoreDidNotExpect() {
        SampleRows rows = new SampleRows(1);
        rows.add(1, now, 1L);
        try (StoreFeeder feeder = new StoreFeeder(null)) {
            feeder.add(rows, 1);

            Awaitility.await("the fault is said")
                    .atMost(Duration.ofMillis(WAIT_MILLIS))
                    .until(() -> feeder.fault().contains("an internal fault"));
            assertThat(feeder.waiting()).isEqualTo(1);
        }
    }
}
