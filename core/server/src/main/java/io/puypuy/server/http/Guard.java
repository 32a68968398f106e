package io.puypuy.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.ApiKey;
import io.puypuy.http.HostNames;
import io.puypuy.http.RequestFault;
import java.util.Map;
import java.util.Optional;

/**
 * What every request must pass: an address that may ask, only reading, no body, a host name of this machine if only this
 * machine can ask, and the key for everything but the files of the page. What an address may do beyond that says its {@link
 * Rule}. Thread-safe.
 */
final class Guard {
    /** What an address may do that others may not. */
    enum Rule {
        /** Nothing. */
        READ,
        /** Be asked with a body, by POST. */
        ASK,
        /** Be asked with a body, by POST, which may change something: with a key, or not at all. */
        CHANGE,
        /** Have a program run, by POST only: with a key, or not at all. */
        RUN
    }

    private final HostNames hosts;
    private final AllowedAddresses allowed;
    private final Optional<ApiKey> key;
    private final Map<String, Rule> rules;
    private final Optional<String> open;

    /**
     * Guards addresses.
     *
     * @param rules of paths that may more than be read
     * @param open path whose addresses are read without the key
     */
    Guard(WebSettings settings, Map<String, Rule> rules, Optional<String> open) {
        this.rules = Map.copyOf(rules);
        this.open = open;
        hosts = new HostNames(settings.address());
        allowed = settings.allowed();
        key = settings.apiKey().map(ApiKey::new);
    }

    void check(Context request) {
        secure(request);
        allowed.check(request, "ask", "allowedip in [WebServer]");
        Rule rule = rules.getOrDefault(request.path(), Rule.READ);
        boolean posted = rule != Rule.READ && request.method().equals(HandlerType.POST);
        if (!posted) {
            checkReading(request, rule);
        }
        hosts.check(request);
        if (!PageFiles.has(request.path())) {
            request.header("Cache-Control", "no-store");
            if (rule == Rule.CHANGE && posted) {
                mayChange(request);
            } else if (rule == Rule.RUN) {
                needsKey("plugins are run", request);
            } else if (open.isEmpty() || !request.path().startsWith(open.get() + "/")) {
                key.ifPresent(asked -> asked.check(request));
            }
        }
    }

    private static void checkReading(Context request, Rule rule) {
        boolean read =
                request.method().equals(HandlerType.GET) || request.method().equals(HandlerType.HEAD);
        if (!read || rule == Rule.RUN) {
            String methods =
                    switch (rule) {
                        case READ -> "GET and HEAD";
                        case ASK, CHANGE -> "GET, HEAD and POST";
                        case RUN -> "POST";
                    };
            request.header("Allow", methods.replace(" and", ","));
            throw new RequestFault(RequestFault.METHOD_NOT_ALLOWED, "this address answers " + methods + " only");
        }
        if (request.contentLength() > 0 || request.header("Transfer-Encoding") != null) {
            throw new RequestFault(RequestFault.TOO_LARGE, "a request has no body here");
        }
    }

    /**
     * Asks for the key, whatever may be read without it: changes need one. Since it is in a header that no page of another
     * site can send, none can change anything either.
     *
     * @throws RequestFault if the request has none, or there is none
     */
    void mayChange(Context request) {
        needsKey("changes are made", request);
    }

    private void needsKey(String whatIsDone, Context request) {
        key.orElseThrow(() -> new RequestFault(
                        RequestFault.FORBIDDEN,
                        whatIsDone + " with an API key only, and none is set; set apikey in [Server] or [WebServer]"))
                .check(request);
    }

    private static void secure(Context request) {
        request.header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
