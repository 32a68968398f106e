package io.puypuy.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening HTTP server with bounded threads, connections and headers. Made and closed by one thread; requests come on
 * threads of its own.
 */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final int MIN_THREADS = 2;
    private static final int THREAD_IDLE_MILLIS = 60_000;
    private static final int CONNECTION_IDLE_MILLIS = 30_000;
    private static final int MAX_HEADER_BYTES = 8 << 10;
    /** A document of an agent in one read, mostly; else its rest is waited for by going round by the selector. */
    private static final int INPUT_BYTES = 32 << 10;

    private static final int CLOSE_MILLIS = 2_000;

    private final Javalin javalin;
    private final Listening listening;

    /**
     * Listens.
     *
     * @param answers in which form faults are answered
     * @param routes adds what is answered; a {@link RequestFault} thrown there is answered with its status and sentence
     * @throws IOException if it cannot listen, or the files of its certificate cannot be used; the message is a sentence
     */
    public HttpListener(Listening listening, FaultForm answers, Consumer<RoutesConfig> routes) throws IOException {
        this.listening = listening;
        HttpConfiguration http = configuration(listening);
        ConnectionFactory[] factories = factories(listening, http);
        javalin = Javalin.create(config -> {
            configure(config, answers);
            config.jetty.addConnector((server, unused) -> connector(server, factories));
            routes.accept(config.routes);
        });
        try {
            javalin.start();
        } catch (RuntimeException e) {
            throw new IOException(sentence(e), e);
        }
    }

    private void configure(JavalinConfig config, FaultForm answers) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Bodies are read by whoever wants one, who bounds it.
        config.http.maxRequestSize = 0;
        QueuedThreadPool threads = new QueuedThreadPool(listening.threads(), MIN_THREADS, THREAD_IDLE_MILLIS);
        threads.setName(listening.name());
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> {
            server.setErrorHandler((request, response, callback) -> answerWithoutJavalin(answers, response, callback));
            server.setStopTimeout(CLOSE_MILLIS);
            // Bounds what can wait; Jetty's pool wants its queue unbounded.
            server.addBean(new NetworkConnectionLimit(listening.connections(), server));
        });
        faults(config.routes, answers);
    }

    private static HttpConfiguration configuration(Listening listening) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        if (listening.tls().isPresent()) {
            // Clients that know this server by an address send no name.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private static ConnectionFactory[] factories(Listening listening, HttpConfiguration http) throws IOException {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        plain.setInputBufferSize(INPUT_BYTES);
        return listening.tls().isEmpty()
                ? new ConnectionFactory[] {plain}
                : new ConnectionFactory[] {
                    new SslConnectionFactory(PemFiles.context(listening.tls().get()), plain.getProtocol()), plain
                };
    }

    private Connector connector(Server server, ConnectionFactory[] factories) {
        ServerConnector connector = new ServerConnector(server, 1, 1, factories);
        connector.setHost(listening.address().getHostAddress());
        connector.setPort(listening.port());
        connector.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        return connector;
    }

    /** For GET and HEAD: by itself, Javalin would answer 200 to HEAD wherever GET has a route, without asking that. */
    public static void route(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void faults(RoutesConfig routes, FaultForm answers) {
        routes.exception(
                RequestFault.class, (fault, request) -> answer(answers, request, fault.status(), fault.sentence()));
        routes.exception(
                HttpResponseException.class,
                (fault, request) -> answer(
                        answers,
                        request,
                        fault.getStatus(),
                        fault.getStatus() == RequestFault.NOT_FOUND
                                ? "there is nothing at this address"
                                : "the request cannot be answered: " + fault.getMessage()));
        routes.exception(Exception.class, (fault, request) -> {
            LOG.warn("a request to {} failed", request.path(), fault);
            answer(answers, request, RequestFault.INTERNAL, "the request failed; the daemon's log says why");
        });
    }

    private static void answer(FaultForm answers, Context request, int status, String sentence) {
        request.status(status).contentType(answers.contentType()).result(answers.body(status, sentence));
    }

    /** What Jetty refuses before Javalin sees it, such as a header that is too long. */
    private static boolean answerWithoutJavalin(FaultForm answers, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answers.contentType());
        String sentence = "the request cannot be understood (status " + response.getStatus() + ")";
        response.write(true, ByteBuffer.wrap(answers.body(response.getStatus(), sentence)), callback);
        return true;
    }

    private String sentence(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                String words = String.valueOf(cause.getMessage());
                return "cannot listen on " + listening.shown() + " (" + words + "): "
                        + cure(words, listening.portHint());
            }
        }
        return "cannot listen on " + listening.shown() + ": " + fault.getMessage();
    }

    /** What to do, by the words of the operating system, of which Java does not have the number. */
    static String cure(String words, String portHint) {
        if (words.contains("assign")) {
            return "this machine has no such address; choose one that \"ip address\" shows, or 0.0.0.0 for all of IPv4";
        }
        if (words.contains("ermission")) {
            return "ports below 1024 are for root, or for who has the capability CAP_NET_BIND_SERVICE; " + portHint;
        }
        // The most usual one is taken for what is said in another language, too: its words stand before it.
        return "another program has this port; " + portHint;
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its address, as a program on this machine reaches it. */
    public String url() {
        return listening.url(port());
    }

    /** Ends requests in progress within 2 s, and stops listening. */
    @Override
    public void close() {
        javalin.stop();
    }
}
