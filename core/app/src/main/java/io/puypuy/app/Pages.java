package io.puypuy.app;

import io.puypuy.api.PointStore;
import io.puypuy.api.Settings;
import io.puypuy.api.backend.ScrapePage;
import io.puypuy.engine.Part;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.SelfConfig;
import io.puypuy.engine.status.EngineStatus;
import io.puypuy.engine.status.Health;
import io.puypuy.server.http.Sources;
import io.puypuy.server.http.WebServer;
import io.puypuy.server.http.WebSettings;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store and the HTTP server. The store is there while some {@code [TSDB]} section chooses {@code Embedded}, the
 * server while there is a store, a backend {@code Prometheus}, or {@code webserver = yes}; nothing of what is not there is
 * loaded. Changed by the thread that configures, the store may be asked for by any.
 */
public final class Pages implements Part, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String EMBEDDED = "Embedded";
    private static final String PROMETHEUS = "Prometheus";

    private final Path home;
    private final Supplier<EngineStatus> status;
    private final Supplier<Optional<ScrapePage>> scrapePage;
    private final Health health;
    private volatile @Nullable QuestStore store;
    private @Nullable WebServer web;
    private Wanted inUse = Wanted.NOTHING;

    /**
     * What the settings ask for.
     *
     * @param web empty if nobody needs a server
     */
    public record Wanted(Optional<StoreSettings> store, Optional<WebSettings> web) {
        static final Wanted NOTHING = new Wanted(Optional.empty(), Optional.empty());
    }

    /**
     * Nothing yet.
     *
     * @param home folder in which relative paths begin
     * @param status of the engine, for the page
     * @param scrapePage what a backend shows at {@code /metrics}
     */
    Pages(Path home, Supplier<EngineStatus> status, Supplier<Optional<ScrapePage>> scrapePage, Health health) {
        this.home = home;
        this.status = status;
        this.scrapePage = scrapePage;
        this.health = health;
    }

    /** The store, if there is one. */
    Optional<PointStore> store() {
        return Optional.ofNullable(store);
    }

    /**
     * What the sections {@code [Server]} and {@code [WebServer]} say, and the backends ask for; faults stay in {@code conf}.
     *
     * @param home folder in which relative paths begin
     */
    public static Wanted wanted(Conf conf, Path home) {
        Settings server = conf.section(WebSettings.SERVER);
        Settings web = conf.section(WebSettings.WEB_SERVER);
        boolean embedded = isChosen(EMBEDDED, conf);
        boolean fetched = isChosen(PROMETHEUS, conf);
        boolean endpoints = web.truth("webserver", embedded || fetched);
        if (fetched && !endpoints) {
            web.fault(
                    "webserver",
                    "the backend Prometheus shows its points at /metrics, which this switches off",
                    "write yes, or choose PrometheusRemoteWrite");
        }
        if (!embedded && !endpoints) {
            // Keys of what is not there are no slips.
            web.others();
            return Wanted.NOTHING;
        }
        WebSettings listening = WebSettings.from(server, web, endpoints);
        Optional<StoreSettings> kept = embedded ? Optional.of(StoreSettings.from(server, home)) : Optional.empty();
        if (!embedded) {
            server.others();
        }
        return new Wanted(kept, Optional.of(listening));
    }

    private static boolean isChosen(String type, Conf conf) {
        return conf.labels("TSDB").stream()
                .anyMatch(label -> conf.peek("TSDB", label, "tsdtype").equalsIgnoreCase(type));
    }

    @Override
    public Change prepare(Conf conf, SelfConfig self) throws IOException {
        Wanted next = wanted(conf, home);
        if (next.equals(inUse) || conf.isFaulty()) {
            return Change.NONE;
        }
        QuestStore opened = null;
        try {
            if (store == null && next.store.isPresent()) {
                opened = QuestStore.open(next.store.get());
            }
            QuestStore used = next.store.isEmpty() ? null : opened != null ? opened : store;
            return new Replacement(next, opened, next.web.isPresent() ? early(next.web.get(), used) : null);
        } catch (IOException | RuntimeException impossible) {
            closeQuietly(null, opened);
            throw impossible;
        }
    }

    /** Listens already now if nothing of ours can be in the way, so that a port that is taken leaves all as it is. */
    private @Nullable WebServer early(WebSettings next, @Nullable QuestStore used) throws IOException {
        boolean inTheWay =
                web != null && inUse.web.isPresent() && inUse.web.get().port() == next.port();
        return inTheWay ? null : listen(next, used);
    }

    private WebServer listen(WebSettings settings, @Nullable QuestStore used) throws IOException {
        return new WebServer(settings, new Sources(Optional.ofNullable(used), status, scrapePage, health));
    }

    /** What is made anew, and what takes the place of what. */
    private final class Replacement implements Change {
        private final Wanted next;
        private final @Nullable QuestStore opened;
        private final @Nullable WebServer bound;

        Replacement(Wanted next, @Nullable QuestStore opened, @Nullable WebServer bound) {
            this.next = next;
            this.opened = opened;
            this.bound = bound;
        }

        @Override
        public void apply() {
            boolean storeStays = opened == null && next.store.isPresent() == (store != null);
            boolean webStays = storeStays && next.web.equals(inUse.web);
            if (storeStays && !next.store.equals(inUse.store)) {
                // Points are on their way to it.
                LOG.warn("the changed path and bounds of the store in [Server] are used from the next start on");
            }
            if (!webStays) {
                closeQuietly(web, null);
                web = null;
            }
            if (!storeStays) {
                // The backend is gone, and with it what its points were for.
                closeQuietly(null, store);
                store = opened;
            }
            inUse = next;
            if (!webStays && next.web.isPresent()) {
                serve(next.web.get());
            }
        }

        private void serve(WebSettings settings) {
            try {
                WebServer serving = bound != null ? bound : listen(settings, store);
                web = serving;
                LOG.info("the {} is at {}", store != null ? "page" : "web server", serving.url());
            } catch (IOException notBound) {
                // Tried again with the next change.
                inUse = new Wanted(next.store, Optional.empty());
                LOG.error("the web server is not there: {}", notBound.getMessage());
            }
        }

        @Override
        public void discard() {
            closeQuietly(bound, opened);
        }
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
        inUse = Wanted.NOTHING;
    }
}
