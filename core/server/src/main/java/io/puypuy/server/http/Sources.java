package io.puypuy.server.http;

import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.QuestStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers from.
 *
 * @param store empty where there is none; nothing of it is loaded then, and its questions and the page are not there
 * @param inventory pattoo's agents and datapoints; there where the store is, whether or not anybody takes their documents
 * @param status the daemon as it is now; null while it starts
 * @param scrapePage what a backend shows at {@code /metrics}, if one does
 */
public record Sources(
        Optional<QuestStore> store,
        Optional<Inventory> inventory,
        Supplier<? extends @Nullable EngineStatus> status,
        Supplier<Optional<ScrapePage>> scrapePage,
        Health health) {

    /** Without pattoo's agents. */
    public Sources(
            Optional<QuestStore> store,
            Supplier<? extends @Nullable EngineStatus> status,
            Supplier<Optional<ScrapePage>> scrapePage,
            Health health) {
        this(store, Optional.empty(), status, scrapePage, health);
    }
}
