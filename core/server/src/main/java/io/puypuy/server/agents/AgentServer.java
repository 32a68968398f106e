package io.puypuy.server.agents;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.puypuy.http.ApiKey;
import io.puypuy.http.HtmlFaults;
import io.puypuy.http.HttpListener;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pattoo's agent API over HTTP ("pattoo: the server side", chapter 2), without its encrypted routes. Made and closed by one
 * thread; requests come on threads of its own.
 */
public final class AgentServer implements AutoCloseable {
    private static final String PREFIX = "/pattoo/api/v1/agent";
    private static final String RECEIVE_PREFIX = PREFIX + "/receive/";
    private static final String RECEIVE = RECEIVE_PREFIX + "{agent}";
    private static final String STATUS = PREFIX + "/status";
    /** Pattoo names a file by it, and files have names of at most 255 bytes. */
    private static final int MAX_AGENT_BYTES = 229;

    private static final long BODIES_BYTES = 32L << 20;
    private static final long BODY_WAIT_MILLIS = 15_000;
    private static final long BODY_READ_MILLIS = 30_000;
    private static final String RETRY_AFTER = "Retry-After";
    private static final String BUSY_SECONDS = "5";
    private static final String RATE_SECONDS = "1";

    private final AgentApiSettings settings;
    private final Intake intake;
    private final Optional<ApiKey> key;
    private final BodyBytes bodies;
    private final DocumentRates rates;
    private final HttpListener listener;

    /**
     * Listens.
     *
     * @throws IOException if it cannot listen; the message is a sentence
     */
    public AgentServer(AgentApiSettings settings, Intake intake) throws IOException {
        this.settings = settings;
        this.intake = intake;
        key = settings.access().apiKey().map(ApiKey::new);
        IntakeLimits limits = settings.limits();
        bodies = new BodyBytes(BODIES_BYTES, limits.bodyBytes(), BODY_WAIT_MILLIS, BODY_READ_MILLIS);
        rates = new DocumentRates(limits.documentsPerSecond(), System::nanoTime);
        listener = new HttpListener(settings.listening(), new HtmlFaults(), this::configure);
    }

    private void configure(RoutesConfig routes) {
        routes.before(this::guard);
        route(routes, RECEIVE, List.of(HandlerType.POST), "OPTIONS, POST", this::receive);
        route(routes, STATUS, List.of(HandlerType.GET, HandlerType.HEAD), "GET, HEAD, OPTIONS", AgentServer::status);
    }

    /** Answers some methods; all others of the address are told which. */
    private static void route(
            RoutesConfig routes, String path, List<HandlerType> methods, String allowed, Handler handler) {
        for (HandlerType method : List.of(
                HandlerType.GET,
                HandlerType.HEAD,
                HandlerType.POST,
                HandlerType.PUT,
                HandlerType.PATCH,
                HandlerType.DELETE,
                HandlerType.OPTIONS)) {
            routes.addHttpHandler(method, path, request -> {
                // Javalin takes a slash at the end for none.
                if (request.path().endsWith("/")) {
                    throw new RequestFault(RequestFault.NOT_FOUND, "a slash at the end");
                }
                if (methods.contains(method)) {
                    handler.handle(request);
                    return;
                }
                request.header("Allow", allowed);
                if (!method.equals(HandlerType.OPTIONS)) {
                    throw new RequestFault(RequestFault.METHOD_NOT_ALLOWED, "answers " + allowed);
                }
                request.contentType(HtmlFaults.CONTENT_TYPE);
            });
        }
    }

    private void guard(Context request) {
        try {
            admit(request);
        } catch (RequestFault fault) {
            if (request.method().equals(HandlerType.POST) && request.path().startsWith(RECEIVE_PREFIX)) {
                intake.refused(request.req().getRemoteAddr(), fault.sentence());
            }
            throw fault;
        }
    }

    private void admit(Context request) {
        settings.access().allowed().check(request, "post", "agent_allowedip in [Server]");
        key.ifPresent(asked -> asked.check(request));
    }

    private static void status(Context request) {
        request.contentType(HtmlFaults.CONTENT_TYPE).result("The Pattoo Agent API is Operational.\n");
    }

    private void receive(Context request) throws InterruptedException {
        try {
            take(request);
        } catch (RequestFault fault) {
            intake.refused();
            if (fault.status() == RequestFault.UNAVAILABLE) {
                request.header(RETRY_AFTER, BUSY_SECONDS);
            }
            throw fault;
        } catch (IOException gone) {
            intake.refused();
            throw new RequestFault(RequestFault.BAD_REQUEST, "the document did not arrive as a whole");
        }
        request.contentType(HtmlFaults.CONTENT_TYPE).result("OK");
    }

    private void take(Context request) throws IOException, InterruptedException {
        String agent = request.pathParam("agent");
        if (agent.getBytes(StandardCharsets.UTF_8).length > MAX_AGENT_BYTES) {
            throw new RequestFault(RequestFault.INTERNAL, "Invalid JSON data received.");
        }
        if (!rates.take(agent)) {
            request.header(RETRY_AFTER, RATE_SECONDS);
            throw new RequestFault(
                    RequestFault.TOO_MANY,
                    "more documents a second than agent_documents_per_second in [Server] allows one agent");
        }
        if (!isJson(request.contentType())) {
            throw new RequestFault(RequestFault.INTERNAL, "Invalid data format received.");
        }
        boolean zipped = isZipped(request.header("Content-Encoding"));
        try (BodyBytes.Body body =
                bodies.read(request.req().getInputStream(), request.req().getContentLengthLong())) {
            intake.take(agent, body, zipped);
        }
    }

    /** As Flask judges it. */
    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    private static boolean isZipped(@Nullable String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return true;
        }
        throw new RequestFault(RequestFault.INTERNAL, "Invalid data format received.");
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
