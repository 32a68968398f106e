package io.puypuy.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every request must pass: only reading, no body, a host name of this machine if only this machine may ask (so that
 * a page from elsewhere cannot have its own name point here), and the key for the API. Thread-safe.
 */
final class Guard {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final InetAddress address;
    private final Optional<byte[]> key;

    Guard(ServerSettings settings) {
        address = settings.address();
        key = settings.apiKey().map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void check(Context request) {
        secure(request);
        if (!request.method().equals(HandlerType.GET) && !request.method().equals(HandlerType.HEAD)) {
            request.header("Allow", "GET, HEAD");
            throw new RequestFault(RequestFault.METHOD_NOT_ALLOWED, "this address answers GET and HEAD only");
        }
        if (request.contentLength() > 0 || request.header("Transfer-Encoding") != null) {
            throw new RequestFault(RequestFault.TOO_LARGE, "a request has no body here");
        }
        if (address.isLoopbackAddress() && !isLocal(request.header("Host"))) {
            throw new RequestFault(
                    RequestFault.MISDIRECTED,
                    "this address is asked for as localhost or 127.0.0.1, not by another name");
        }
        if (request.path().startsWith("/api/")) {
            request.header("Cache-Control", "no-store");
            checkKey(request);
        }
    }

    private static void secure(Context request) {
        request.header("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private boolean isLocal(@Nullable String host) {
        if (host == null) {
            return false;
        }
        int colon = host.lastIndexOf(':');
        String name = (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
        return LOCAL_NAMES.contains(name) || name.equals(address.getHostAddress());
    }

    private void checkKey(Context request) {
        if (key.isEmpty()) {
            return;
        }
        String given = request.header("X-Api-Key");
        String authorization = request.header("Authorization");
        if (given == null
                && authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            given = authorization.substring(BEARER.length()).strip();
        }
        // Compares in constant time, so that an answer's delay tells nothing of the key.
        if (given == null || !MessageDigest.isEqual(key.get(), given.getBytes(StandardCharsets.UTF_8))) {
            request.header("WWW-Authenticate", "Bearer");
            throw new RequestFault(
                    RequestFault.UNAUTHORIZED,
                    given == null
                            ? "an API key is needed: header \"Authorization: Bearer KEY\" or \"X-Api-Key: KEY\""
                            : "the API key is not the one of [Server] apikey");
        }
    }
}
