package io.puypuy.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host names under which a server may be asked: any, but only those of this machine where only this machine can ask, so
 * that a page from elsewhere cannot have its own name point here. Thread-safe.
 */
public final class HostNames {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "::1");

    private final InetAddress address;

    /**
     * Of a server.
     *
     * @param address that it listens on
     */
    public HostNames(InetAddress address) {
        this.address = address;
    }

    /**
     * Looks at the host that a request names.
     *
     * @throws RequestFault with status 421 if it is another one
     */
    public void check(Context request) {
        if (address.isLoopbackAddress() && !isLocal(request.header("Host"))) {
            throw new RequestFault(
                    RequestFault.MISDIRECTED,
                    "this address is asked for as localhost or 127.0.0.1, not by another name");
        }
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
        return LOCAL.contains(name) || name.equals(address.getHostAddress());
    }
}
