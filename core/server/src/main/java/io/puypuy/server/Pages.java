package io.puypuy.server;

import io.puypuy.api.PointStore;
import io.puypuy.api.Settings;
import io.puypuy.api.read.NagiosPlugins;
import io.puypuy.engine.Part;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.ServerPart;
import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.status.IntakeStatus;
import io.puypuy.server.agents.AgentApiSettings;
import io.puypuy.server.agents.AgentServer;
import io.puypuy.server.agents.IntakeLimits;
import io.puypuy.server.http.Sources;
import io.puypuy.server.http.WebServer;
import io.puypuy.server.http.WebSettings;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded store, the HTTP server and the address for agents of pattoo. The store is there while some {@code [TSDB]}
 * section chooses {@code Embedded}, and with it that address unless {@code agents = no}; the HTTP server while there is a
 * store, a backend {@code Prometheus}, or {@code webserver = yes}; nothing of what is not there is loaded. Changed by the
 * thread that configures, the store may be asked for by any.
 */
public final class Pages implements ServerPart {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final Source source;
    private final Served<WebSettings> web = new Served<>(this::listen, WebSettings::port, settings -> false);
    private final Served<AgentApiSettings> agents =
            new Served<>(Pages::listen, AgentApiSettings::port, settings -> !settings.insisted());
    private volatile @Nullable Stored stored;
    private Optional<StoreSettings> inUse = Optional.empty();

    /**
     * What the settings ask for.
     *
     * @param web empty if nobody needs a server
     * @param agents empty if there is no store, or no agent may post
     */
    public record Wanted(Optional<StoreSettings> store, Optional<WebSettings> web, Optional<AgentApiSettings> agents) {
        static final Wanted NOTHING = new Wanted(Optional.empty(), Optional.empty(), Optional.empty());

        IntakeLimits limits() {
            return agents.map(AgentApiSettings::limits).orElse(IntakeLimits.DEFAULT);
        }
    }

    /** Nothing yet. */
    Pages(Source source) {
        this.source = source;
    }

    @Override
    public Optional<PointStore> store() {
        // Not by a lambda, which would load the store's class.
        Stored all = stored;
        return all == null ? Optional.empty() : Optional.of(all.store());
    }

    @Override
    public Optional<IntakeStatus> intake() {
        Stored all = stored;
        return all == null
                ? Optional.empty()
                : Optional.of(all.intake().status(agents.url().orElse("")));
    }

    /**
     * What the sections {@code [Server]}, {@code [WebServer]} and {@code [Nagios]} say; faults stay in {@code conf}.
     *
     * @param needs what {@code conf} asks for
     * @param home folder in which relative paths begin
     */
    public static Wanted wanted(Conf conf, ServerNeeds needs, Path home) {
        if (!needs.any()) {
            return Wanted.NOTHING;
        }
        Settings server = conf.section(ServerNeeds.SERVER);
        WebSettings listening = WebSettings.from(server, conf.section(ServerNeeds.WEB_SERVER), needs.endpoints());
        if (needs.endpoints()) {
            listening = listening.running(NagiosPlugins.from(conf.section(NagiosPlugins.SECTION)));
        }
        if (!needs.store()) {
            return new Wanted(Optional.empty(), Optional.of(listening), Optional.empty());
        }
        return new Wanted(
                Optional.of(StoreSettings.from(server, home)),
                Optional.of(listening),
                AgentApiSettings.from(server, home));
    }

    @Override
    public Part.Change prepare(Conf conf, ServerNeeds needs) throws IOException {
        Wanted next = wanted(conf, needs, source.home());
        if (next.equals(new Wanted(inUse, web.inUse(), agents.inUse())) || conf.isFaulty()) {
            return Part.Change.NONE;
        }
        Replacement replacement = new Replacement(next);
        try {
            replacement.make();
            return replacement;
        } catch (IOException | RuntimeException impossible) {
            replacement.discard();
            throw impossible;
        }
    }

    private Served.Bound listen(WebSettings settings, Optional<Stored> all) throws IOException {
        // Not by lambdas, which would load the store's classes.
        Sources sources = all.isPresent()
                ? new Sources(
                        Optional.of(all.get().store()),
                        Optional.of(all.get().inventory()),
                        source.status(),
                        source.scrapePage(),
                        source.health())
                : new Sources(Optional.empty(), source.status(), source.scrapePage(), source.health());
        WebServer server = new WebServer(settings, sources);
        return new Served.Bound(all.isPresent() ? "page" : "web server", server.url(), server::close);
    }

    private static Served.Bound listen(AgentApiSettings settings, Optional<Stored> all) throws IOException {
        AgentServer server = new AgentServer(settings, all.orElseThrow().intake());
        return new Served.Bound("address for agents of pattoo", server.url(), server::close);
    }

    /** What is made anew, and what takes the place of what. */
    private final class Replacement implements Part.Change {
        private final Wanted next;
        private @Nullable Stored opened;
        private Served.@Nullable Bound earlyWeb;
        private Served.@Nullable Bound earlyAgents;

        Replacement(Wanted next) {
            this.next = next;
        }

        void make() throws IOException {
            Stored present = stored;
            if (present == null && next.store.isPresent()) {
                present = Stored.open(next.store.get(), next.limits());
                opened = present;
            }
            Optional<Stored> used = next.store.isEmpty() ? Optional.empty() : Optional.ofNullable(present);
            earlyWeb = web.early(next.web, used);
            earlyAgents = agents.early(next.agents, used);
        }

        @Override
        public void apply() {
            Stored old = stored;
            boolean storeStays = opened == null && next.store.isPresent() == (old != null);
            if (storeStays && !next.store.equals(inUse)) {
                // Points are on their way to it.
                LOG.warn("the changed path and bounds of the store in [Server] are used from the next start on");
            }
            if (!storeStays && old != null) {
                // The backend is gone, and with it what its points were for.
                web.close();
                agents.close();
                old.close();
            }
            if (!storeStays) {
                stored = opened;
            }
            inUse = next.store;
            Optional<Stored> used = Optional.ofNullable(stored);
            if (used.isPresent()) {
                used.get().intake().use(next.limits());
            }
            web.replace(next.web, earlyWeb, used, storeStays);
            agents.replace(next.agents, earlyAgents, used, storeStays);
        }

        @Override
        public void discard() {
            for (Served.Bound early : Arrays.asList(earlyWeb, earlyAgents)) {
                if (early != null) {
                    early.close().run();
                }
            }
            if (opened != null) {
                opened.close();
            }
        }
    }

    @Override
    public void close() {
        agents.close();
        web.close();
        Stored old = stored;
        stored = null;
        inUse = Optional.empty();
        if (old != null) {
            old.close();
        }
    }
}
