package io.puypuy.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.puypuy.http.AllowedAddresses;
import io.puypuy.http.ApiKey;
import io.puypuy.http.RequestFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request must pass: an address that may ask, only reading, no body, a host name of this machine if only this
 * machine may ask (so that a page from elsewhere cannot have its own name point here), and the key for everything but the
 * files of the page. Thread-safe.
 */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    private final InetAddress address;
    private final AllowedAddresses allowed;
    private final Optional<ApiKey> key;

    Guard(WebSettings settings) {
        address = settings.address();
        allowed = settings.allowed();
        key = settings.apiKey().map(ApiKey::new);
    }

    void check(Context request) {
        secure(request);
        checkAddress(request);
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
        if (!PageFiles.has(request.path())) {
            request.header("Cache-Control", "no-store");
            key.ifPresent(asked -> asked.check(request));
        }
    }

    /** The address at the other end of the connection; what headers say of it, anybody can write. */
    private void checkAddress(Context request) {
        if (allowed.isEverybody()) {
            return;
        }
        String asking = request.req().getRemoteAddr();
        try {
            if (allowed.contains(InetAddress.getByName(asking))) {
                return;
            }
        } catch (UnknownHostException unreadable) {
            LOG.debug("the address \"{}\" cannot be read", asking, unreadable);
        }
        throw new RequestFault(RequestFault.FORBIDDEN, asking + " may not ask; allowedip in [WebServer] says who may");
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
        if (name.startsWith("[") && name.endsWith("]")) {
            name = name.substring(1, name.length() - 1);
        }
        return LOCAL_NAMES.contains(name) || name.equals(address.getHostAddress());
    }
}
