package io.puypuy.pattoo.spoke;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.puypuy.http.ApiKey;
import io.puypuy.http.HtmlFaults;
import io.puypuy.http.HttpListener;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What the spoke answers, with the statuses of pattoo's own ("pattoo Agents", chapter 10). Thread-safe. */
final class SpokeRoutes {
    private static final String METHODS = "OPTIONS, GET, HEAD";

    private final Latest<Answers.OfSnapshot> latest;
    private final long defaultMillis;
    private final Optional<ApiKey> key;

    SpokeRoutes(Latest<Answers.OfSnapshot> latest, Duration defaultInterval, Optional<String> apiKey) {
        this.latest = latest;
        this.defaultMillis = defaultInterval.toMillis();
        this.key = apiKey.map(ApiKey::new);
    }

    void add(RoutesConfig routes) {
        routes.before(this::guard);
        HttpListener.route(routes, "/" + SpokePath.NAME + "/{interval}", this::answer);
        HttpListener.route(routes, SpokePath.OLD, this::answer);
    }

    /** What every request must pass: an address that there is, a method that it knows, and the key. */
    private void guard(Context request) {
        request.header("X-Content-Type-Options", "nosniff");
        if (SpokePath.intervalMillis(request.path(), defaultMillis).isEmpty()) {
            throw new RequestFault(
                    RequestFault.NOT_FOUND,
                    "There is nothing at this address. The document is at /" + SpokePath.NAME + "/"
                            + defaultMillis / 1000 + ", where the number is the polling interval in seconds.");
        }
        if (request.method().equals(HandlerType.OPTIONS)) {
            request.header("Allow", METHODS)
                    .contentType(HtmlFaults.CONTENT_TYPE)
                    .status(RequestFault.OK);
            request.skipRemainingHandlers();
            return;
        }
        if (!request.method().equals(HandlerType.GET) && !request.method().equals(HandlerType.HEAD)) {
            request.header("Allow", METHODS);
            throw new RequestFault(
                    RequestFault.METHOD_NOT_ALLOWED, "The document can be read, by GET and HEAD, and nothing else.");
        }
        key.ifPresent(asked -> asked.check(request));
    }

    private void answer(Context request) throws IOException, InterruptedException {
        // The guard has let pass what has one.
        long interval = SpokePath.intervalMillis(request.path(), defaultMillis).orElse(defaultMillis);
        Answers.OfSnapshot answers = current();
        request.header("Cache-Control", "no-store").header("Vary", "Accept");
        if (Accept.prefersHtml(request.header("Accept"))) {
            request.header("Content-Security-Policy", HostPage.POLICY).header("Referrer-Policy", "no-referrer");
            send(HtmlFaults.CONTENT_TYPE, answers.page(), request);
        } else {
            send("application/json", answers.document(interval), request);
        }
    }

    /** Not as Javalin's result, which would be copied, compressed for whoever takes that, and have no length for HEAD. */
    private static void send(String contentType, byte[] body, Context request) throws IOException {
        request.contentType(contentType);
        request.res().setContentLength(body.length);
        if (!request.method().equals(HandlerType.HEAD)) {
            request.res().getOutputStream().write(body);
        }
    }

    private Answers.OfSnapshot current() throws InterruptedException {
        try {
            return latest.get();
        } catch (ExecutionException fault) {
            throw new IllegalStateException("the machine could not be read", fault.getCause());
        }
    }
}
