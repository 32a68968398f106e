package io.puypuy.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Clock;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of the daemon, the only one: API, page, metrics and health, as far as there is something to answer. Made
 * and closed by one thread; requests come on threads of its own.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MAX_THREADS = 8;
    private static final int MIN_THREADS = 2;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    private static final int MAX_CONNECTIONS = 64;
    private static final int CONNECTION_IDLE_MILLIS = 30_000;
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final int CLOSE_MILLIS = 2_000;

    private final Javalin javalin;
    private final WebSettings settings;

    /**
     * Listens.
     *
     * @throws IOException if it cannot listen; the message is a sentence
     */
    public WebServer(WebSettings settings, Sources sources) throws IOException {
        this.settings = settings;
        javalin = Javalin.create(config -> configure(config, settings, sources));
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException(sentence(settings, e), e);
        }
    }

    private static void configure(JavalinConfig config, WebSettings settings, Sources sources) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = 0;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, THREAD_IDLE_MILLIS);
        threads.setName("web");
        config.jetty.threadPool = threads;
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(WebServer::answerWithoutJavalin);
            server.setStopTimeout(CLOSE_MILLIS);
            // Bounds what can wait; Jetty's pool wants its queue unbounded.
            server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        });
        config.routes.before(new Guard(settings)::check);
        Endpoints endpoints = new Endpoints(sources);
        route(config.routes, "/api/v1/status", endpoints::status);
        if (settings.endpoints()) {
            route(config.routes, "/metrics", endpoints::metrics);
            route(config.routes, "/health", endpoints::health);
        }
        // Not by a lambda, which would load the store's class.
        if (sources.store().isPresent()) {
            routes(config.routes, new Api(sources.store().get(), Clock.systemUTC()), new PageFiles());
        }
        faults(config.routes);
    }

    private static Connector connector(Server server, HttpConfiguration http, WebSettings settings) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.address().getHostAddress());
        connector.setPort(settings.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        return connector;
    }

    private static void routes(RoutesConfig routes, Api api, PageFiles files) {
        route(routes, "/api/v1/metrics", api::metrics);
        route(routes, "/api/v1/tags", api::tags);
        route(routes, "/api/v1/query", api::query);
        route(routes, "/", request -> files.serve(request, "/page/index.html"));
        route(routes, "/page/<file>", request -> files.serve(request, request.path()));
        route(routes, "/webjars/<file>", request -> files.serve(request, request.path()));
    }

    /** For HEAD as well: by itself, Javalin would answer 200 to that without asking anybody. */
    private static void route(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void faults(RoutesConfig routes) {
        routes.exception(RequestFault.class, (fault, request) -> answer(request, fault.status(), fault.sentence()));
        routes.exception(
                HttpResponseException.class,
                (fault, request) -> answer(
                        request,
                        fault.getStatus(),
                        fault.getStatus() == RequestFault.NOT_FOUND
                                ? "there is nothing at this address"
                                : "the request cannot be answered: " + fault.getMessage()));
        routes.exception(Exception.class, (fault, request) -> {
            LOG.warn("a request to {} failed", request.path(), fault);
            answer(request, RequestFault.INTERNAL, "the request failed; the daemon's log says why");
        });
    }

    private static void answer(Context request, int status, String sentence) {
        request.status(status).contentType("application/json").result(error(sentence));
    }

    private static byte[] error(String sentence) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            Answers.error(sentence, text);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        return text.toByteArray();
    }

    /** What Jetty refuses before Javalin sees it, such as a header that is too long. */
    private static boolean answerWithoutJavalin(Request request, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        String sentence = "the request cannot be understood (status " + response.getStatus() + ")";
        response.write(true, ByteBuffer.wrap(error(sentence)), callback);
        return true;
    }

    private static String sentence(WebSettings settings, Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return "cannot listen on " + settings.shown() + " (" + cause.getMessage()
                        + "): another program has this port; choose another one in [Server] port or [WebServer] webaddress";
            }
        }
        return "cannot listen on " + settings.shown() + ": " + fault.getMessage();
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its address, as a program on this machine reaches it. */
    public String url() {
        return settings.url(port()).toString();
    }

    /** Ends requests in progress within 2 s, and stops listening. */
    @Override
    public void close() {
        javalin.stop();
    }
}
