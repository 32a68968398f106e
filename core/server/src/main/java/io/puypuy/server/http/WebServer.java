package io.puypuy.server.http;

import io.javalin.config.RoutesConfig;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.http.FaultForm;
import io.puypuy.http.HttpListener;
import io.puypuy.server.gate.QueryGate;
import io.puypuy.server.inventory.Directory;
import io.puypuy.server.inventory.Names;
import io.puypuy.server.pattoo.PattooApi;
import io.puypuy.server.store.QuestStore;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The HTTP server of the daemon: API, page, metrics and health, as far as there is something to answer. Made and closed by
 * one thread; requests come on threads of its own.
 */
public final class WebServer implements AutoCloseable {
    private static final String LANGUAGE = "en";

    private final HttpListener listener;

    /**
     * Listens.
     *
     * @throws IOException if it cannot listen; the message is a sentence
     */
    public WebServer(WebSettings settings, Sources sources) throws IOException {
        listener =
                new HttpListener(settings.listening(), FaultForm.JSON, routes -> configure(routes, settings, sources));
    }

    private static void configure(RoutesConfig routes, WebSettings settings, Sources sources) {
        Map<String, Guard.Rule> rules = new HashMap<>();
        if (sources.inventory().isPresent()) {
            rules.putAll(PattooRoutes.RULES);
        }
        if (!settings.plugins().list().isEmpty()) {
            rules.put(NagApi.PATH, Guard.Rule.RUN);
        }
        Guard guard =
                new Guard(settings, rules, settings.pattooOpen() ? Optional.of(PattooApi.PREFIX) : Optional.empty());
        routes.before(guard::check);
        if (rules.containsKey(NagApi.PATH)) {
            routes.post(NagApi.PATH, new NagApi(settings.plugins(), new ProgramRunner(System.getenv()))::run);
        }
        Endpoints endpoints = new Endpoints(sources);
        HttpListener.route(routes, "/api/v1/status", endpoints::status);
        if (settings.endpoints()) {
            HttpListener.route(routes, "/metrics", endpoints::metrics);
            HttpListener.route(routes, "/health", endpoints::health);
        }
        Optional<Names> names = sources.inventory().map(inventory -> new Names(inventory.tables(), LANGUAGE));
        if (names.isPresent()) {
            AgentsApi agents = new AgentsApi(
                    new Directory(sources.inventory().orElseThrow().tables(), names.get()));
            HttpListener.route(routes, "/api/v1/agents", agents::agents);
            HttpListener.route(routes, "/api/v1/agents/{idx}/datapoints", agents::datapoints);
            HttpListener.route(routes, "/api/v1/datapoints", agents::described);
        }
        QueryGate gate = new QueryGate();
        // Not by a lambda, which would load the store's class.
        if (sources.store().isPresent()) {
            routes(routes, sources.store().get(), names, gate);
        }
        if (sources.store().isPresent() && sources.inventory().isPresent()) {
            PattooRoutes.add(
                    routes, guard, sources.inventory().get(), sources.store().get(), gate);
        }
    }

    private static void routes(RoutesConfig routes, QuestStore store, Optional<Names> names, QueryGate gate) {
        Api api = new Api(store, Clock.systemUTC(), gate);
        PageFiles files = new PageFiles();
        HttpListener.route(routes, "/api/v1/metrics", api::metrics);
        HttpListener.route(routes, "/api/v1/tags", api::tags);
        HttpListener.route(routes, "/api/v1/query", api::query);
        if (names.isPresent()) {
            DatapointApi datapoints = new DatapointApi(store.samples(), names.get(), Clock.systemUTC(), gate);
            HttpListener.route(routes, "/api/v1/datapoints/query", datapoints::query);
            HttpListener.route(routes, "/api/v1/datapoints/texts", datapoints::texts);
        }
        HttpListener.route(routes, "/", request -> files.serve(request, "/page/index.html"));
        HttpListener.route(routes, "/page/<file>", request -> files.serve(request, request.path()));
        HttpListener.route(routes, "/webjars/<file>", request -> files.serve(request, request.path()));
    }

    /** The port that it listens on. */
    public int port() {
        return listener.port();
    }

    /** Its address, as a program on this machine reaches it. */
    public String url() {
        return listener.url();
    }

    /** Ends requests in progress within 2 s, and stops listening. */
    @Override
    public void close() {
        listener.close();
    }
}
