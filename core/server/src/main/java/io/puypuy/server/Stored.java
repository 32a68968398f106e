package io.puypuy.server;

import io.puypuy.server.agents.Intake;
import io.puypuy.server.agents.IntakeLimits;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store with what lies in its folder beside it: the inventory of what agents of pattoo send, and the intake that
 * makes their documents durable.
 */
record Stored(QuestStore store, Inventory inventory, Intake intake) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stored.class);

    /**
     * Opens all three.
     *
     * @throws IOException if one cannot be opened; the message is a sentence
     */
    static Stored open(StoreSettings settings, IntakeLimits limits) throws IOException {
        Path folder = settings.folder();
        QuestStore store = QuestStore.open(settings);
        Inventory inventory = null;
        Intake intake = null;
        try {
            // The store has the folder's lock.
            inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
            intake = Intake.open(folder.resolve("journal"), store.samples(), inventory, limits);
            readNewest(store, inventory);
            return new Stored(store, inventory, intake);
        } catch (IOException | RuntimeException | Error e) {
            if (intake != null) {
                intake.close();
            }
            closeQuietly(inventory);
            closeQuietly(store::close);
            throw e;
        }
    }

    private static void readNewest(QuestStore store, Inventory inventory) {
        int count = inventory.tables().datapoints().count();
        for (int idx = 1; idx <= count; idx++) {
            int datapoint = idx;
            store.samples().lastMillis(idx).ifPresent(millis -> inventory.seen(datapoint, millis));
        }
    }

    private static void closeQuietly(@Nullable Closeable open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException unclean) {
                LOG.warn("the store did not close cleanly", unclean);
            }
        }
    }

    /** Brings what was taken into the store, and closes all. */
    @Override
    public void close() {
        intake.close();
        closeQuietly(inventory);
        closeQuietly(store::close);
    }
}
