package io.puypuy.pattoo.settings;

import io.puypuy.api.read.ServerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes addresses of HTTP from a host and a port, as pattoo's settings have them. */
final class Endpoint {
    static final int MAX_PORT = 65_535;

    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}._-]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Endpoint() {}

    /**
     * The address; brackets around IPv6 are added where they are missing.
     *
     * @param scheme {@code http} or {@code https}
     * @param path without slashes at its ends; empty for none, so that the address ends with the port
     * @return empty if the host is none
     */
    static Optional<URI> of(String scheme, String host, int port, String path) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean six = IPV6.matcher(bare).matches();
        if (!six && (!HOST.matcher(bare).matches() || bare.length() != host.length())) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(
                    scheme + "://" + (six ? "[" + bare + "]" : bare) + ":" + port + (path.isEmpty() ? "" : "/" + path));
            return ServerAddress.of(uri).isPresent() ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The path of a setting without slashes at its ends; empty if it cannot be one. */
    static Optional<String> path(String text) {
        String path = text.replaceFirst("^/+", "").replaceFirst("/+$", "");
        return path.matches("[A-Za-z0-9._~/-]*") ? Optional.of(path) : Optional.empty();
    }
}
