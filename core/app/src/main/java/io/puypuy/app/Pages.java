package io.puypuy.app;

import io.puypuy.api.PointStore;
import io.puypuy.engine.Part;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.server.http.ServerSettings;
import io.puypuy.server.http.WebServer;
import io.puypuy.server.store.QuestStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store and its page, there while some {@code [TSDB]} section chooses {@code Embedded}; else nothing of them
 * is loaded. Changed by the thread that configures, the store may be asked for by any.
 */
public final class Pages implements Part, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String EMBEDDED = "Embedded";

    private final Path home;
    private final Supplier<EngineStatus> status;
    private volatile @Nullable QuestStore store;
    private @Nullable WebServer web;
    private @Nullable ServerSettings settings;

    /**
     * Nothing yet.
     *
     * @param home folder in which relative paths begin
     * @param status of the engine, for the page
     */
    Pages(Path home, Supplier<EngineStatus> status) {
        this.home = home;
        this.status = status;
    }

    /** The store, if there is one. */
    Optional<PointStore> store() {
        return Optional.ofNullable(store);
    }

    @Override
    public Change prepare(Conf conf, SelfConfig self) throws IOException {
        Optional<ServerSettings> read = settings(conf, home);
        if (read.isEmpty()) {
            return new Closing();
        }
        ServerSettings next = read.get();
        if (next.equals(settings) || conf.isFaulty()) {
            return Change.NONE;
        }
        QuestStore open = store;
        ServerSettings before = settings;
        if (open != null && before != null) {
            return new NewAddress(next, before, open);
        }
        QuestStore opened = QuestStore.open(next.store());
        try {
            return new Opening(next, opened, new WebServer(next, opened, status));
        } catch (IOException | RuntimeException notBound) {
            opened.close();
            throw notBound;
        }
    }

    /**
     * What section {@code [Server]} says; faults stay in {@code conf}. Empty if no backend needs the store.
     *
     * @param home folder in which relative paths begin
     */
    public static Optional<ServerSettings> settings(Conf conf, Path home) {
        for (String label : conf.labels("TSDB")) {
            if (conf.peek("TSDB", label, "tsdtype").equalsIgnoreCase(EMBEDDED)) {
                return Optional.of(ServerSettings.from(conf.section(ServerSettings.SECTION), home));
            }
        }
        return Optional.empty();
    }

    private final class Opening implements Change {
        private final ServerSettings next;
        private final QuestStore opened;
        private final WebServer bound;

        Opening(ServerSettings next, QuestStore opened, WebServer bound) {
            this.next = next;
            this.opened = opened;
            this.bound = bound;
        }

        @Override
        public void apply() {
            settings = next;
            store = opened;
            web = bound;
            LOG.info("the page is at {}", bound.url());
        }

        @Override
        public void discard() {
            closeQuietly(bound, opened);
        }
    }

    /** The page moves at once, the store at the next start: points are on their way to it. */
    private final class NewAddress implements Change {
        private final ServerSettings next;
        private final ServerSettings before;
        private final QuestStore open;

        NewAddress(ServerSettings next, ServerSettings before, QuestStore open) {
            this.next = next;
            this.before = before;
            this.open = open;
        }

        @Override
        public void apply() {
            if (!next.store().equals(before.store())) {
                LOG.warn("the changed path and bounds of the store in [Server] are used from the next start on");
            }
            closeQuietly(web, null);
            try {
                web = new WebServer(next, open, status);
                settings = next;
                LOG.info("the page is at {}", web.url());
            } catch (IOException notBound) {
                web = null;
                LOG.error("the page is not there: {}", notBound.getMessage());
            }
        }

        @Override
        public void discard() {}
    }

    /** The backend is gone, and with it what its points were for. */
    private final class Closing implements Change {
        @Override
        public void apply() {
            close();
        }

        @Override
        public void discard() {}
    }

    private static void closeQuietly(@Nullable WebServer web, @Nullable QuestStore store) {
        if (web != null) {
            web.close();
        }
        if (store != null) {
            try {
                store.close();
            } catch (IOException unclean) {
                LOG.warn("the store did not close cleanly", unclean);
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(web, store);
        web = null;
        store = null;
        settings = null;
    }
}
