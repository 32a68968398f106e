package io.puypuy.server.page;

import io.puypuy.api.DataPoint;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.server.http.Sources;
import io.puypuy.server.http.WebServer;
import io.puypuy.server.http.WebSettings;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The store and the web server as a daemon has them, with a status that the test sets. */
final class PageServer implements AutoCloseable {
    private final QuestStore store;
    private final Inventory inventory;
    private final WebServer web;
    private volatile LongFunction<EngineStatus> status;

    private PageServer(Path folder, int port, Optional<String> apiKey, LongFunction<EngineStatus> status)
            throws IOException {
        this.status = status;
        StoreSettings settings =
                new StoreSettings(folder, StoreSettings.DEFAULT_RETENTION_DAYS, StoreSettings.DEFAULT_MAX_BYTES);
        store = QuestStore.open(settings);
        inventory = Inventory.open(folder.resolve("inventory.jsonl"), Clock.systemUTC());
        web = new WebServer(
                WebSettings.local(port, apiKey),
                new Sources(
                        Optional.of(store),
                        Optional.of(inventory),
                        () -> this.status.apply(System.currentTimeMillis()),
                        Optional::empty,
                        new Health()));
    }

    /** On any free port. */
    static PageServer start(Path folder, LongFunction<EngineStatus> status) throws IOException {
        return new PageServer(folder, 0, Optional.empty(), status);
    }

    static PageServer startOn(int port, Path folder, LongFunction<EngineStatus> status) throws IOException {
        return new PageServer(folder, port, Optional.empty(), status);
    }

    static PageServer startWithKey(String apiKey, Path folder, LongFunction<EngineStatus> status) throws IOException {
        return new PageServer(folder, 0, Optional.of(apiKey), status);
    }

    int port() {
        return web.port();
    }

    /** The page's address with that hash. */
    String address(String hash) {
        return web.url() + hash;
    }

    /** Sets what makes the status out of the time in milliseconds. */
    void status(LongFunction<EngineStatus> now) {
        status = now;
    }

    void append(List<DataPoint> points) throws IOException {
        store.append(points);
    }

    /** Has agents of pattoo send what they know. */
    void sendAgents() throws IOException {
        AgentFixture.send(inventory, store.samples(), System.currentTimeMillis());
    }

    @Override
    public void close() throws IOException {
        web.close();
        inventory.close();
        store.close();
    }
}
